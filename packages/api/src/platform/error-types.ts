import { builder } from "./builder.ts";
import { type InputIssue, InvalidInputError } from "./errors.ts";
import { Busy, IdempotencyConflict, NotFound, QuotaExceeded, RestoreTooLate } from "./failures.ts";

/** The interface of every expected failure: `builder.objectType(NotFound, { name: "NotFound", interfaces: [ErrorInterface] })`. */
export const ErrorInterface = builder.interfaceRef<Error>("Error").implement({
  description: "An expected failure of a mutation.",
  fields: (t) => ({
    message: t.exposeString("message", { description: "What went wrong, as a sentence to show to people." }),
  }),
});

const InputIssueType = builder.objectRef<InputIssue>("InputIssue").implement({
  description: "One thing wrong with an input.",
  fields: (t) => ({
    path: t.exposeStringList("path", {
      description:
        "The path from the input to the field, with list positions; empty for the input as a whole.",
    }),
    code: t.exposeString("code", { description: "The kind of issue, for programs, such as `TOO_SMALL`." }),
    message: t.exposeString("message", {
      description: "What is expected, as a sentence to show to people.",
    }),
  }),
});

builder.objectType(InvalidInputError, {
  name: "InvalidInputError",
  description: "The input breaks its rules. Lists every issue at once.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueType],
      description: "At least one.",
      resolve: (error) => [...error.issues],
    }),
  }),
});

builder.objectType(NotFound, {
  name: "NotFound",
  description:
    "The input names something that does not exist or is not the viewer's; the two are not distinguished.",
  interfaces: [ErrorInterface],
});

builder.objectType(IdempotencyConflict, {
  name: "IdempotencyConflict",
  description: "The key was already used for something else, which is unchanged.",
  interfaces: [ErrorInterface],
});

builder.objectType(Busy, {
  name: "Busy",
  description: "Too many changes at once; nothing was changed.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

builder.objectType(QuotaExceeded, {
  name: "QuotaExceeded",
  description: "The person has stored as much as they may; nothing was changed. Deleting is never refused.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    limitBytes: t.exposeFloat("limitBytes", { description: "How many bytes the person may store." }),
  }),
});

builder.objectType(RestoreTooLate, {
  name: "RestoreTooLate",
  description: "It was deleted more than 30 days ago.",
  interfaces: [ErrorInterface],
});
