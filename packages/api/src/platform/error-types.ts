import { builder } from "./builder.ts";
import { type InputIssue, InvalidInputError } from "./errors.ts";
import { Busy, IdempotencyConflict, NotFound, RestoreTooLate } from "./failures.ts";

/** The interface of every expected failure: `builder.objectType(NotFound, { name: "NotFound", interfaces: [ErrorInterface] })`. */
export const ErrorInterface = builder.interfaceRef<Error>("Error").implement({
  description: "An expected failure of a mutation.",
  fields: (t) => ({
    message: t.exposeString("message", { description: "What went wrong, in a sentence for people." }),
  }),
});

const InputIssueType = builder.objectRef<InputIssue>("InputIssue").implement({
  description: "One thing wrong with an input.",
  fields: (t) => ({
    path: t.exposeStringList("path", {
      description:
        "The way from the input to the field, with positions in lists; empty for the input as a whole.",
    }),
    code: t.exposeString("code", { description: "Says the kind of issue to programs, such as `TOO_SMALL`." }),
    message: t.exposeString("message", {
      description: "Says what would be right, in a sentence for people.",
    }),
  }),
});

builder.objectType(InvalidInputError, {
  name: "InvalidInputError",
  description: "What a form got wrong, every issue at once.",
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

builder.objectType(RestoreTooLate, {
  name: "RestoreTooLate",
  description: "It was deleted more than 30 days ago.",
  interfaces: [ErrorInterface],
});
