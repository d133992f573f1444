import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { Busy, EmailTaken, IdempotencyConflict, NotFound, TooManyTries, WrongLogin } from "./errors.ts";

builder.objectType(NotFound, {
  name: "NotFound",
  description: "What the input names is not there, or is not the viewer's: both answer alike.",
  interfaces: [ErrorInterface],
});

builder.objectType(IdempotencyConflict, {
  name: "IdempotencyConflict",
  description: "The key was used before for something else, which stands unchanged.",
  interfaces: [ErrorInterface],
});

builder.objectType(Busy, {
  name: "Busy",
  description: "Too much at once; nothing was changed.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

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
