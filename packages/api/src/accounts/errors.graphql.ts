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
  description: "The address or the password is wrong; which of them is not told.",
  interfaces: [ErrorInterface],
});

builder.objectType(TooManyTries, {
  name: "TooManyTries",
  description: "Too many logins failed from here or at this account; this one was not looked at.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

builder.objectType(EmailTaken, {
  name: "EmailTaken",
  description: "The address has an account already.",
  interfaces: [ErrorInterface],
});

builder.objectType(LinkExpired, {
  name: "LinkExpired",
  description: "The link in a mail was used already, has expired, or never was one; nothing was changed.",
  interfaces: [ErrorInterface],
});

builder.objectType(ConfirmationNeeded, {
  name: "ConfirmationNeeded",
  description:
    "A mail was sent; the account is made when the link in it is opened. Told alike for an address that has one already.",
  interfaces: [ErrorInterface],
  fields: (t) => ({ email: t.exposeString("email", { description: "Where the mail goes." }) }),
});

builder.objectType(MailIsOff, {
  name: "MailIsOff",
  description: "This server sends no mail; an administrator can make a link to choose a new password.",
  interfaces: [ErrorInterface],
});

builder.objectType(RegistrationClosed, {
  name: "RegistrationClosed",
  description: "Nobody can register on this server.",
  interfaces: [ErrorInterface],
});

builder.objectType(PasswordLoginOff, {
  name: "PasswordLoginOff",
  description: "Passwords open nothing on this server (`PASSWORD_LOGIN`).",
  interfaces: [ErrorInterface],
});
