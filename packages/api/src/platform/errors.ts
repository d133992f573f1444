import { GraphQLError } from "graphql";
import type { Scope } from "./guards/scopes.ts";
import { declaredIssueCodes } from "./issue-codes.ts";
import type { Viewer } from "./viewer.ts";

/**
 * An expected failure of a mutation: declared in a domain's `errors.ts`, listed among a field's `errors.types`, and
 * answered as a member of its result union. Its message is shown to people. One that is thrown where no union lists it
 * is a fault, and masked.
 */
export abstract class DomainError extends Error {
  abstract override readonly name: string;
  /** The input field that it is about, as its path from the input down; null: no single one. */
  readonly path: readonly string[] | null = null;
}

/** One issue with an input: where it is, a stable code for programs, and a sentence for people. */
export interface InputIssue {
  /** Field names and list positions from the input down, such as `["events", "3", "occurredAt"]`. */
  path: string[];
  /** A code that a room has declared (`declareIssueCodes`). */
  code: string;
  message: string;
}

/**
 * An input that breaks its rules, with every issue at once. In a result union it is `InvalidInputError`; anywhere else,
 * such as for a page size, it is a request error with the code BAD_USER_INPUT and the issues in its extensions.
 */
export class InvalidInputError extends GraphQLError {
  override readonly name = "InvalidInputError";
  constructor(readonly issues: readonly InputIssue[]) {
    const message = issues.map((issue) => issue.message).join(" ") || "The input cannot be used.";
    super(message, { extensions: { code: "BAD_USER_INPUT", issues } });
    for (const { code } of issues) {
      if (!declaredIssueCodes().has(code)) throw new RangeError(`No room declares the issue code ${code}`);
    }
  }
}

/** A single issue, for rules that a service checks. */
export function invalidInput(path: readonly string[], code: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: [...path], code, message }]);
}

/** The codes of request errors, which clients may rely on in `extensions.code`. docs/api.md explains each. */
export const REQUEST_ERROR_CODES = [
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "BODY_TOO_LARGE",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INTERNAL",
  "LENGTH_REQUIRED",
  "METHOD_NOT_ALLOWED",
  "NOT_ACCEPTABLE",
  "NOT_FOUND",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "QUERY_TOO_LARGE",
  "RATE_LIMITED",
  "SUBSCRIPTION_OVERFLOW",
  "TOO_MANY_CONNECTIONS",
  "TOO_MANY_SUBSCRIPTIONS",
  "UNAUTHENTICATED",
  "UNAVAILABLE",
  "UNSUPPORTED_MEDIA_TYPE",
] as const;
export type RequestErrorCode = (typeof REQUEST_ERROR_CODES)[number];

/**
 * A refused request: a top-level error with a stable code. Set `httpStatus` when the whole request is refused; when it
 * is omitted, the answer is 200 with the error next to the other data.
 */
export function requestError(
  code: RequestErrorCode,
  message: string,
  more: {
    httpStatus?: number;
    retryAfterSeconds?: number;
    allow?: string;
    extensions?: Readonly<Record<string, unknown>>;
  } = {},
): GraphQLError {
  const { allow, extensions, httpStatus, retryAfterSeconds } = more;
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterSeconds)) }),
    ...(allow === undefined ? {} : { allow }),
  };
  return new GraphQLError(message, {
    extensions: {
      code,
      ...extensions,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      // Not `spec`: the status holds for every media type.
      ...(httpStatus === undefined ? {} : { http: { spec: false, status: httpStatus, headers } }),
    },
  });
}

/** Nobody is signed in, or the credential presented is no longer valid. */
export function unauthenticated(message = "Sign in first."): GraphQLError {
  return requestError("UNAUTHENTICATED", message);
}

/**
 * Somebody is signed in, but may not do this.
 *
 * @param requiredScopes one of them would be enough; none: no scope would
 * @param requiresLogin whether a login is needed, not a token
 */
export function forbidden(
  message: string,
  {
    viewer,
    requiredScopes = [],
    requiresLogin = false,
  }: {
    readonly viewer: Pick<Viewer, "scopes"> | null;
    readonly requiredScopes?: readonly Scope[];
    readonly requiresLogin?: boolean;
  },
): GraphQLError {
  const grantedScopes = [...(viewer?.scopes ?? [])];
  return requestError("FORBIDDEN", message, { extensions: { requiredScopes, grantedScopes, requiresLogin } });
}

/** When to try again while the database does not answer, in seconds. */
const UNAVAILABLE_SECONDS = 5;

/** The database does not answer, or not in time. */
export function unavailable(): GraphQLError {
  return requestError(
    "UNAVAILABLE",
    `The server's database does not answer right now. Try again in ${UNAVAILABLE_SECONDS} seconds.`,
    { httpStatus: 503, retryAfterSeconds: UNAVAILABLE_SECONDS },
  );
}
