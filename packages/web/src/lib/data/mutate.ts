import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { createMutation } from "@urql/solid";
import { getOwner, runWithOwner } from "solid-js";
import { type Fault, faultOf, isRefusal } from "./result.ts";

/** Why a mutation was not done. */
export interface Refused<Answer = unknown> {
  /** One message for the whole refusal. */
  readonly words: string;
  /** Messages by input field; nested fields have a dotted path, such as `goal.minutes`. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** How long to wait before trying again, in milliseconds; null: not at all. */
  readonly waitMs: number | null;
  /** Why the request itself failed; null: it did not. */
  readonly fault: Fault | null;
  /** The refusal as answered, for its other fields; null: there was no answer. */
  readonly answer: Answer | null;
}

/** The answer of a mutation's only field. */
type Answer<Data> = Data[Extract<keyof Data, string>];
type Refusal<Data> = Extract<Answer<Data>, { readonly message: string }>;
type Taken<Data> = Exclude<Answer<Data>, { readonly message: string }>;

/** The outcome of a mutation: the server's answer, or why it was not done. */
export type Outcome<Data> = { readonly taken: Taken<Data> } | { readonly refused: Refused<Refusal<Data>> };

/** Why a mutation was not done; null: it was. */
export function refusedOf(
  outcome: { readonly taken: unknown } | { readonly refused: Refused },
): Refused | null {
  return "refused" in outcome ? outcome.refused : null;
}

/** Sends a mutation; never rejects. */
export type Send<Data, Variables> = (variables: Variables) => Promise<Outcome<Data>>;

const INCOMPLETE = "The server's answer was incomplete. Try again.";
const USUAL_WAIT_MS = 60_000;

/**
 * Makes the function with which a component sends a mutation. It may send several in parallel, and even after the
 * component is disposed.
 *
 * @param document a mutation with one field; the members of its union that have a message are refusals
 */
export function createSend<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Send<Data, Variables> {
  const owner = getOwner();
  return async (variables) => {
    // Each call has its own state: a shared one would write a later answer into an earlier one.
    const mutation = runWithOwner(owner, () => createMutation<Data, Variables>(document));
    return outcomeOf<Data>(await mutation?.[1](variables));
  };
}

interface Result<Data> {
  readonly data?: Data | null | undefined;
  readonly error?: CombinedError | undefined;
}

function outcomeOf<Data extends object>(result: Result<Data> | undefined): Outcome<Data> {
  if (result?.error) return { refused: refusedBy(faultOf(result.error)) };
  const answer = onlyFieldOf(result?.data);
  if (!answer) return { refused: { words: INCOMPLETE, ...NO_DETAILS } };
  // TypeScript cannot narrow the unresolved generic type to the members without a message.
  if (!isRefusal<object>(answer)) return { taken: answer as Taken<Data> };
  return { refused: refusedAs(answer as Refusal<Data>) };
}

const NO_DETAILS = { fields: {}, waitMs: null, fault: null, answer: null };

function onlyFieldOf<Data extends object>(data: Data | null | undefined): Answer<Data> | undefined {
  // The cache adds `__typename`.
  for (const name in data) if (name !== "__typename") return data[name];
  return undefined;
}

function refusedBy(fault: Fault): Refused<never> {
  const { kind, retryAfterMs: waitMs } = fault;
  // Unlike a query, a mutation is not retried automatically.
  const isLimited = kind === "limited";
  const words = isLimited ? tooManyTries(waitMs ?? USUAL_WAIT_MS) : fault.words;
  return { ...NO_DETAILS, words, waitMs, fault };
}

export function tooManyTries(waitMs: number): string {
  return `Too many tries. You can try again in ${formatDuration(waitMs)}.`;
}

interface RefusalFields {
  readonly message: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  readonly retryAfterSeconds?: number;
}

function refusedAs<Answer extends RefusalFields>(answer: Answer): Refused<Answer> {
  const { message, issues = [], retryAfterSeconds } = answer;
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const waitMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000;
  return { words: message, fields, waitMs, fault: null, answer };
}
