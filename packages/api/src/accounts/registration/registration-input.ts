import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import { passwordProblems } from "@pacekeeper/domain/accounts/password-policy";
import type { InputIssue } from "../../platform/errors.ts";
import { isListedPassword } from "../passwords/weak-passwords.ts";

/** The input of a registration. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly inviteCode?: string | null | undefined;
  readonly setupCode?: string | null | undefined;
  /** Whether the browser's guest becomes the account. */
  readonly claimGuest: boolean;
}

export const NO_ADDRESS: Omit<InputIssue, "path"> = {
  code: "NO_EMAIL_ADDRESS",
  message: "Write an address such as ilse@example.org, in Latin letters.",
};

/** The issue of an address; null: none. */
export function addressIssue(email: string): Omit<InputIssue, "path"> | null {
  return readEmailAddress(email) === null ? NO_ADDRESS : null;
}

/** The issues of a password that can be checked offline; external lists and earlier passwords are checked later. */
export function passwordFormIssues(password: string): Omit<InputIssue, "path">[] {
  return passwordProblems(password, { isListed: isListedPassword, wasUsed: false, isBreached: false });
}
