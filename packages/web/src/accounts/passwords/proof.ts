import type { Refused } from "../../lib/data/mutate.ts";
import type { FormRefusal } from "../../ui/form/form-state.ts";

/** The name of the field for the account's current password, in every form that asks for it as proof. */
export const PROOF = "currentPassword";
const EMPTY = "Type the password that you log in with.";
const WRONG = "This is not the password that you log in with.";

/** Moves the refusal of a wrong password to its field; other refusals stay as they are. */
export function atProof(refused: Refused<{ readonly __typename: string }>): FormRefusal {
  return refused.answer?.__typename === "WrongLogin" ? { words: "", fields: { [PROOF]: [WRONG] } } : refused;
}

/** All problems of a form before it is sent; null: none. */
export function unsendable(password: string, others: FormRefusal["fields"]): FormRefusal | null {
  const fields = { ...(password === "" ? { [PROOF]: [EMPTY] } : {}), ...others };
  return Object.values(fields).some((issues) => issues.length > 0) ? { words: "", fields } : null;
}
