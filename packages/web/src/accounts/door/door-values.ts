import type { FormRefusal } from "../../ui/form/form-state.ts";

/** The typed text of the login and register forms, kept while somebody switches between them. */
export interface DoorValues {
  readonly email: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly inviteCode: string;
  readonly setupCode: string;
}

export const NOTHING_TYPED: DoorValues = {
  email: "",
  currentPassword: "",
  newPassword: "",
  firstName: "",
  lastName: "",
  inviteCode: "",
  setupCode: "",
};

const ASKED: Readonly<Record<string, string>> = {
  email: "Enter your e-mail address.",
  password: "Enter your password.",
  newPassword: "Enter a new password.",
};

/** A refusal for every empty field; null: none is empty. */
export function missingOf(values: Readonly<Record<string, string>>): FormRefusal | null {
  const empty = Object.entries(values).filter(([, value]) => value.trim() === "");
  if (empty.length === 0) return null;
  const fields = Object.fromEntries(empty.map(([name]) => [name, [ASKED[name] ?? "Enter something."]]));
  return { words: "", fields };
}
