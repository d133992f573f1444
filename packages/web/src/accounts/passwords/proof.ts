import type { Refused } from "../../lib/data/mutate.ts";
import type { FormRefusal } from "../../ui/form/form-state.ts";

/** The name of the field that holds the account's password as a proof, in every form that asks for it. */
export const PROOF = "currentPassword";
const EMPTY = "Type the password that you log in with.";
const WRONG = "This is not the password that you log in with.";

/** Why a form with a proof was refused, a wrong password at its own field. */
export function atProof(refused: Refused<{ readonly __typename: string }>): FormRefusal {
  return refused.answer?.__typename === "WrongLogin" ? { words: "", fields: { [PROOF]: [WRONG] } } : refused;
}

/** What is wrong with a form before it is sent, all of it at once; null: nothing. */
export function unsendable(password: string, others: FormRefusal["fields"]): FormRefusal | null {
  const fields = { ...(password === "" ? { [PROOF]: [EMPTY] } : {}), ...others };
  return Object.values(fields).some((issues) => issues.length > 0) ? { words: "", fields } : null;
}
