import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { AnyVariables, CombinedError, TypedDocumentNode } from "@urql/core";
import { createMutation } from "@urql/solid";
import { getOwner, runWithOwner } from "solid-js";
import { type Fault, faultOf, isRefusal } from "./result.ts";

/** Why a mutation was not done. */
export interface Refused<Answer = unknown> {
  /** A sentence for the whole of it. */
  readonly words: string;
  /** By the input's field, in sentences; those below one with a dot, such as `goal.minutes`. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** How long no try counts, in milliseconds; null: try at once. */
  readonly waitMs: number | null;
  /** Why the request as a whole failed; null: it did not. */
  readonly fault: Fault | null;
  /** The refusal itself, for what it carries beside its words; null: there was no answer. */
  readonly answer: Answer | null;
}

/** What the only field of a mutation answers. */
type Answer<Data> = Data[Extract<keyof Data, string>];
type Refusal<Data> = Extract<Answer<Data>, { readonly message: string }>;
type Taken<Data> = Exclude<Answer<Data>, { readonly message: string }>;

/** What came of a mutation: the answer of the server that did it, or why it was not done. */
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
 * How a component sends a mutation. Several may be under way at once, also after the component is gone.
 *
 * @param document with one field, whose members with a message are refusals
 */
export function createSend<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Send<Data, Variables> {
  const owner = getOwner();
  return async (variables) => {
    // Each has a state of its own: one that they share would write a later answer into an earlier one.
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
  if (!answer) return { refused: { words: INCOMPLETE, ...NOTHING_TOLD } };
  // The compiler does not follow what has no message through a type that it does not know yet.
  if (!isRefusal<object>(answer)) return { taken: answer as Taken<Data> };
  return { refused: refusedAs(answer as Refusal<Data>) };
}

const NOTHING_TOLD = { fields: {}, waitMs: null, fault: null, answer: null };

function onlyFieldOf<Data extends object>(data: Data | null | undefined): Answer<Data> | undefined {
  // The cache adds the name of the type.
  for (const name in data) if (name !== "__typename") return data[name];
  return undefined;
}

function refusedBy(fault: Fault): Refused<never> {
  const { kind, retryAfterMs: waitMs } = fault;
  // Unlike a question, a change is not tried again by itself.
  const isLimited = kind === "limited";
  const words = isLimited
    ? `Too many tries. You can try again in ${formatDuration(waitMs ?? USUAL_WAIT_MS)}.`
    : fault.words;
  return { ...NOTHING_TOLD, words, waitMs, fault };
}

interface Told {
  readonly message: string;
  readonly issues?: readonly { readonly path: readonly string[]; readonly message: string }[];
  readonly retryAfterSeconds?: number;
}

function refusedAs<Answer extends Told>(answer: Answer): Refused<Answer> {
  const { message, issues = [], retryAfterSeconds } = answer;
  const fields: Record<string, string[]> = {};
  for (const issue of issues) {
    const path = issue.path.join(".");
    fields[path] = [...(fields[path] ?? []), issue.message];
  }
  const waitMs = retryAfterSeconds === undefined ? null : retryAfterSeconds * 1000;
  return { words: message, fields, waitMs, fault: null, answer };
}
