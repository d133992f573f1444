import { errorType } from "../platform/error-types.ts";
import { declareIssueCodes } from "../platform/issue-codes.ts";
import {
  ConfirmationNeeded,
  EmailTaken,
  LinkExpired,
  MailIsOff,
  PasswordLoginOff,
  RegistrationClosed,
  TooManyTokens,
  TooManyTries,
  WrongLogin,
} from "./errors.ts";

declareIssueCodes({
  NO_EMAIL_ADDRESS: "Not an address that mail can be sent to.",
  SAME_ADDRESS: "Already the account's address.",
  INVITE_NEEDED: "Registration is by invitation, and this is not a valid code.",
  WRONG_SETUP_CODE: "Not the server's set-up code, or it has an administrator already.",
  TOO_SIMPLE: "A password that is too short for the kinds of characters that it has.",
  TOO_FEW_DIFFERENT: "A password of too few different characters.",
  WEAK: "A password that is easily guessed.",
  USED_BEFORE: "One of the account's last passwords.",
  BREACHED: "A password that is known to have been stolen.",
});

errorType(WrongLogin, "WrongLogin", {
  description: "The address or the password is wrong; the answer does not say which.",
});

errorType(TooManyTries, "TooManyTries", {
  description: "Too many logins have failed from this address or for this account; this try was not checked.",
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

errorType(EmailTaken, "EmailTaken", {
  description: "The address already has an account.",
});

errorType(LinkExpired, "LinkExpired", {
  description: "The link is used, expired or invalid; nothing was changed.",
});

errorType(ConfirmationNeeded, "ConfirmationNeeded", {
  description:
    "A mail was sent; the account is created when its link is opened. The answer is the same for an address that already has an account.",
  fields: (t) => ({ email: t.exposeString("email", { description: "The address the mail was sent to." }) }),
});

errorType(TooManyTokens, "TooManyTokens", {
  description: "The person already has the maximum number of API tokens.",
});

errorType(MailIsOff, "MailIsOff", {
  description: "This server sends no mail; an administrator can create a link to choose a new password.",
});

errorType(RegistrationClosed, "RegistrationClosed", {
  description: "Nobody can register on this server.",
});

errorType(PasswordLoginOff, "PasswordLoginOff", {
  description: "Password login is off on this server (`PASSWORD_LOGIN`).",
});
