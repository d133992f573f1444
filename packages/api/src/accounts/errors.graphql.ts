import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import {
  ConfirmationNeeded,
  EmailTaken,
  LinkExpired,
  MailIsOff,
  PasswordLoginOff,
  RegistrationClosed,
  TooManyTries,
  WrongLogin,
} from "./errors.ts";

builder.objectType(WrongLogin, {
  name: "WrongLogin",
  description: "The address or the password is wrong; the answer does not say which.",
  interfaces: [ErrorInterface],
});

builder.objectType(TooManyTries, {
  name: "TooManyTries",
  description: "Too many logins have failed from this address or for this account; this try was not checked.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

builder.objectType(EmailTaken, {
  name: "EmailTaken",
  description: "The address already has an account.",
  interfaces: [ErrorInterface],
});

builder.objectType(LinkExpired, {
  name: "LinkExpired",
  description: "The link is used, expired or invalid; nothing was changed.",
  interfaces: [ErrorInterface],
});

builder.objectType(ConfirmationNeeded, {
  name: "ConfirmationNeeded",
  description:
    "A mail was sent; the account is created when its link is opened. The answer is the same for an address that already has an account.",
  interfaces: [ErrorInterface],
  fields: (t) => ({ email: t.exposeString("email", { description: "The address the mail was sent to." }) }),
});

builder.objectType(MailIsOff, {
  name: "MailIsOff",
  description: "This server sends no mail; an administrator can create a link to choose a new password.",
  interfaces: [ErrorInterface],
});

builder.objectType(RegistrationClosed, {
  name: "RegistrationClosed",
  description: "Nobody can register on this server.",
  interfaces: [ErrorInterface],
});

builder.objectType(PasswordLoginOff, {
  name: "PasswordLoginOff",
  description: "Password login is off on this server (`PASSWORD_LOGIN`).",
  interfaces: [ErrorInterface],
});
