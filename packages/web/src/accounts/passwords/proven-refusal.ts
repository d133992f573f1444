import type { CombinedError } from "@urql/core";
import { outcomeOf, type Refusal } from "../forms/refusal.ts";

/** What a mutation answers that takes the account's password as a proof. */
type Proven = { readonly __typename: string } | { readonly __typename: string; readonly message: string };

interface Result {
  readonly error?: CombinedError | undefined;
}

/** The name of the field that holds the proof, in every form that asks for it. */
export const PROOF = "currentPassword";
const EMPTY = "Type the password that you log in with.";
const WRONG = "This is not the password that you log in with.";

/**
 * What became of a form that asks for the account's password: as `outcomeOf`, with a wrong password told at its
 * own field.
 *
 * @param fields names of the form's other fields
 */
export function provenOutcome<Answer extends Proven>(
  result: Result,
  answer: Answer | undefined,
  fields: readonly string[],
) {
  if (answer?.__typename === "WrongLogin" && !result.error)
    return { refusal: atFields({ [PROOF]: [WRONG] }) };
  return outcomeOf(result, answer, [PROOF, ...fields]);
}

/** What is wrong with a form before it is sent, all of it at once; null: nothing. */
export function unsendable(password: string, others: Refusal["fields"]): Refusal | null {
  const fields = { ...(password === "" ? { [PROOF]: [EMPTY] } : {}), ...others };
  return Object.values(fields).some((issues) => issues.length > 0) ? atFields(fields) : null;
}

function atFields(fields: Refusal["fields"]): Refusal {
  return { fields, notice: null, waitMs: null };
}
