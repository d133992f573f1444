import { brandWithType, type ObjectFieldsShape } from "@pothos/core";
import { builder } from "./builder.ts";
import { DomainError, type InputIssue, InvalidInputError } from "./errors.ts";
import {
  Busy,
  IdempotencyConflict,
  NotFound,
  QuotaExceeded,
  RestoreTooLate,
  VersionConflict,
} from "./failures.ts";
import { declaredIssueCodes } from "./issue-codes.ts";
import { VersionedType } from "./owned-node.graphql.ts";

type Types = (typeof builder)["$inferSchemaTypes"];
/** An expected failure; an `InvalidInputError` is a request error as well. */
type Failure = DomainError | InvalidInputError;

/** The code of each type of failure, with its description. */
const codes = new Map<string, string>();

// Made while the schema is built: by then every room has declared its own.
const errorCode = once(() =>
  builder.enumType("ErrorCode", {
    description: "The kind of an expected failure; each is the name of a type that implements `Error`.",
    values: valuesOf(codes),
  }),
);
const issueCode = once(() =>
  builder.enumType("InputIssueCode", {
    description: "The kind of an issue with an input.",
    values: valuesOf(declaredIssueCodes()),
  }),
);

const ErrorInterface = builder.interfaceRef<Failure>("Error").implement({
  description: "An expected failure of a mutation.",
  fields: (t) => ({
    code: t.field({
      type: errorCode(),
      description: "The kind of failure, for programs.",
      resolve: ({ name }) => codeOf(name),
    }),
    message: t.exposeString("message", { description: "What went wrong, as a sentence to show to people." }),
    path: t.stringList({
      nullable: true,
      description:
        "The input field that it is about: its path from the input down, with list positions. Null: no single one.",
      resolve: (failure) => pathOf(failure),
    }),
  }),
});

/**
 * The type of an expected failure.
 *
 * @param name the class's name, and the type's
 */
export function errorType<Class extends abstract new (...args: never[]) => Failure>(
  type: Class,
  name: string,
  options: {
    readonly description: string;
    readonly fields?: ObjectFieldsShape<Types, InstanceType<Class>>;
  },
): void {
  codes.set(codeOf(name), options.description);
  // The errors plugin passes a proxy on, and unwraps it only where a type asks for the value's class.
  const isTypeOf = (value: unknown) => value instanceof type;
  builder.objectType(type as never, { ...options, name, interfaces: [ErrorInterface], isTypeOf } as never);
}

/** "NotFound" is NOT_FOUND, "InvalidInputError" INVALID_INPUT. */
function codeOf(name: string): string {
  return name
    .replace(/Error$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toUpperCase();
}

function pathOf(failure: Failure): string[] | null {
  if (failure instanceof DomainError) return failure.path && [...failure.path];
  const [issue, another] = failure.issues;
  return issue && !another ? issue.path : null;
}

function valuesOf(described: ReadonlyMap<string, string>) {
  return Object.fromEntries([...described].map(([code, description]) => [code, { description }]));
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

const InputIssueType = builder.objectRef<InputIssue>("InputIssue").implement({
  description: "One thing wrong with an input.",
  fields: (t) => ({
    path: t.exposeStringList("path", {
      description:
        "The path from the input to the field, with list positions; empty for the input as a whole.",
    }),
    code: t.field({
      type: issueCode(),
      description: "The kind of issue, for programs.",
      resolve: ({ code }) => code,
    }),
    message: t.exposeString("message", {
      description: "What is expected, as a sentence to show to people.",
    }),
  }),
});

errorType(InvalidInputError, "InvalidInputError", {
  description: "The input breaks its rules. Lists every issue at once.",
  fields: (t) => ({
    issues: t.field({
      type: [InputIssueType],
      description: "At least one.",
      resolve: (error) => [...error.issues],
    }),
  }),
});

errorType(NotFound, "NotFound", {
  description:
    "The input names something that does not exist or is not the viewer's; the two are not distinguished.",
});

errorType(IdempotencyConflict, "IdempotencyConflict", {
  description: "The key was already used for something else, which is unchanged.",
});

errorType(Busy, "Busy", {
  description: "Too many changes at once; nothing was changed.",
  fields: (t) => ({
    retryAfterSeconds: t.exposeFloat("retryAfterSeconds", { description: "When to try again, in seconds." }),
  }),
});

errorType(QuotaExceeded, "QuotaExceeded", {
  description: "The person has stored as much as they may; nothing was changed. Deleting is never refused.",
  fields: (t) => ({
    limitBytes: t.exposeFloat("limitBytes", { description: "How many bytes the person may store." }),
  }),
});

errorType(RestoreTooLate, "RestoreTooLate", {
  description: "It was deleted more than 30 days ago.",
});

errorType(VersionConflict, "VersionConflict", {
  description: "It has another version than `expectedVersion`; nothing was changed.",
  fields: (t) => ({
    current: t.field({
      type: VersionedType,
      description: "The object in its present state.",
      resolve: ({ current, type }) => {
        brandWithType(current, type as never);
        return current;
      },
    }),
  }),
});
