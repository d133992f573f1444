import type { CombinedError } from "@urql/core";

/** Why the server gave no answer, and what can be done about it. */
export type FaultKind = "unreachable" | "unauthenticated" | "limited" | "refused" | "fault";

export interface Fault {
  readonly kind: FaultKind;
  /** A sentence for the interface. */
  readonly words: string;
  /** Limited only: how long to wait before a retry, in milliseconds; null if the server did not say. */
  readonly retryAfterMs: number | null;
}

/** Describes an operation that failed as a whole, by the server's stable error codes. */
export function faultOf(error: CombinedError): Fault {
  const status = statusOf(error.response);
  const [first] = error.graphQLErrors;
  const extensions = first?.extensions ?? {};
  const code = extensions.code;
  if (code === "UNAUTHENTICATED") {
    return fault("unauthenticated", "You are logged out. Nothing was lost.");
  }
  if (code === "RATE_LIMITED") {
    const seconds = extensions.retryAfterSeconds;
    const wait = typeof seconds === "number" ? seconds * 1000 : null;
    return { kind: "limited", words: "Too many requests. Retrying automatically.", retryAfterMs: wait };
  }
  if (first && code !== undefined && code !== "INTERNAL" && code !== "INTERNAL_SERVER_ERROR") {
    return fault("refused", first.message);
  }
  if (first || status >= 500) return fault("fault", faultWords(extensions.reference));
  return fault("unreachable", "The server does not answer.");
}

/** Whether a member of a result union is an expected failure: only those have a message. */
export function isRefusal<Result extends object>(
  result: Result,
): result is Extract<Result, { readonly message: string }> {
  return "message" in result;
}

function faultWords(reference: unknown): string {
  const sentence = "The server could not do this. Nothing was lost.";
  return typeof reference === "string" ? `${sentence} Reference ${reference.slice(0, 8)}.` : sentence;
}

function fault(kind: FaultKind, words: string): Fault {
  return { kind, words, retryAfterMs: null };
}

function statusOf(response: unknown): number {
  return response instanceof Response ? response.status : 0;
}
