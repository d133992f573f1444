import { builder } from "./builder.ts";
import { type InputIssue, InvalidInputError } from "./errors.ts";

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
