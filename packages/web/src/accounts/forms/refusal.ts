import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { CombinedError } from "@urql/core";
import { type Fault, faultOf, isRefusal } from "../../lib/data/result.ts";

interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** Why a form was not taken: sentences at its fields, and one over the whole of it. */
export interface Refusal {
  /** By the field's name in the input. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Null when every reason lies in a field. */
  readonly notice: string | null;
  /** How long no try counts, in milliseconds; null: try at once. */
  readonly waitMs: number | null;
}

interface Result {
  readonly error?: CombinedError | undefined;
}

const OUT_OF_REACH =
  "The server cannot be reached just now. What you typed stays here; try again in a moment.";
const INCOMPLETE = "The server's answer was incomplete. Try again.";

/**
 * What became of a form: the answer that took it, or the refusal.
 *
 * @param answer the mutation's result union; undefined where the request as a whole failed
 * @param fields names of the fields that the form shows; an issue elsewhere goes over the whole form
 */
export function outcomeOf<Answer extends object>(
  { error }: Result,
  answer: Answer | undefined,
  fields: readonly string[],
): { readonly taken: Exclude<Answer, { readonly message: string }> } | { readonly refusal: Refusal } {
  if (error) {
    const fault = faultOf(error);
    return { refusal: { fields: {}, notice: wordsOf(fault), waitMs: fault.retryAfterMs } };
  }
  if (!answer) return { refusal: { fields: {}, notice: INCOMPLETE, waitMs: null } };
  if (isRefusal(answer)) return { refusal: refusalOf(answer, fields) };
  // What carries no message is no refusal; the compiler cannot follow that through the function before it.
  return { taken: answer as Exclude<Answer, { readonly message: string }> };
}

function wordsOf({ kind, words, retryAfterMs }: Fault): string {
  if (kind === "unreachable") return OUT_OF_REACH;
  // A form is not tried again by itself.
  if (kind === "limited")
    return `Too many tries. You can try again in ${formatDuration(retryAfterMs ?? 60_000)}.`;
  return words;
}

function refusalOf(
  answer: {
    readonly message: string;
    readonly issues?: readonly Issue[];
    readonly retryAfterSeconds?: number;
  },
  names: readonly string[],
): Refusal {
  const issues = answer.issues ?? [];
  const fields: Record<string, string[]> = {};
  const others: string[] = [];
  for (const { path, message } of issues) {
    const name = path[0] ?? "";
    if (!names.includes(name)) others.push(message);
    else fields[name] = [...(fields[name] ?? []), message];
  }
  const notice = issues.length === 0 ? answer.message : others.join(" ") || null;
  const waitMs = answer.retryAfterSeconds === undefined ? null : answer.retryAfterSeconds * 1000;
  return { fields, notice, waitMs };
}
