export type PasswordProblemCode =
  | "TOO_SIMPLE"
  | "TOO_BIG"
  | "TOO_FEW_DIFFERENT"
  | "WEAK"
  | "USED_BEFORE"
  | "BREACHED";

/** Why a password is refused; the message says what to do about it. */
export interface PasswordProblem {
  readonly code: PasswordProblemCode;
  readonly message: string;
}

/** Facts that the password alone does not tell. */
export interface PasswordFacts {
  /** Whether the list of weak passwords contains a text. Callers pass lower case. */
  isListed(text: string): boolean;
  /** Whether it is one of the person's last `REMEMBERED_PASSWORDS`. */
  readonly wasUsed: boolean;
  /** Whether it is in a list of stolen passwords. */
  readonly isBreached: boolean;
}

/** The minimum length with all four kinds of characters, and without. */
const MIXED_LENGTH = 12;
const PLAIN_LENGTH = 15;
const LONGEST_PASSWORD = 128;
const DIFFERENT_CHARACTERS = 5;
export const REMEMBERED_PASSWORDS = 5;

export const PASSWORD_RULE = `${PLAIN_LENGTH} characters of any kind, or ${MIXED_LENGTH} with lower case, upper case, a digit and a symbol.`;

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/\p{Ll}/u, "a lower case letter"],
  [/\p{Lu}/u, "an upper case letter"],
  [/\p{Nd}/u, "a digit"],
  [/[^\p{L}\p{Nd}]/u, "a symbol"],
];

/** No password so long is accepted, however it is composed. */
const LONGEST_NORMALISED = 1024;

/**
 * The form that is hashed and checked: the same characters typed on another keyboard are the same password. Normalising
 * takes time by the square of the combining marks, so a text that no password can be stays as it is.
 */
export function normalisedPassword(password: string): string {
  return password.length > LONGEST_NORMALISED ? password : password.normalize("NFKC");
}

/**
 * Every reason to refuse a password; an empty array accepts it. Every way to set a password uses this check.
 * Characters are Unicode code points.
 */
export function passwordProblems(password: string, facts: PasswordFacts): PasswordProblem[] {
  const normalised = normalisedPassword(password);
  const problems = shapeProblems(normalised);
  const add = (code: PasswordProblemCode, message: string) => problems.push({ code, message });
  if (isWeak(normalised.toLowerCase(), facts)) {
    add("WEAK", "This is one of the passwords that attackers try first. Choose another.");
  }
  if (facts.wasUsed) {
    add("USED_BEFORE", `This is one of your last ${REMEMBERED_PASSWORDS} passwords. Choose another.`);
  }
  if (facts.isBreached) {
    add("BREACHED", "This password is in a public list of stolen ones. Choose another.");
  }
  return problems;
}

/** The reasons that the characters alone show; a form reports them while the person types. */
export function shapeProblems(password: string): PasswordProblem[] {
  const characters = [...normalisedPassword(password)];
  const problems: PasswordProblem[] = [];
  const missing = KINDS.filter(([kind]) => !kind.test(password)).map(([, words]) => words);
  if (characters.length < (missing.length > 0 ? PLAIN_LENGTH : MIXED_LENGTH)) {
    problems.push({ code: "TOO_SIMPLE", message: whatIsMissing(characters.length, missing) });
  }
  if (characters.length > LONGEST_PASSWORD) {
    problems.push({ code: "TOO_BIG", message: `Use at most ${LONGEST_PASSWORD} characters.` });
  }
  if (new Set(characters).size < DIFFERENT_CHARACTERS) {
    const message = `Use at least ${DIFFERENT_CHARACTERS} different characters.`;
    problems.push({ code: "TOO_FEW_DIFFERENT", message });
  }
  return problems;
}

/** "Add a digit and a symbol, or make it 15 characters." */
function whatIsMissing(length: number, missing: readonly string[]): string {
  if (missing.length === 0) return `Make it ${MIXED_LENGTH} characters.`;
  const kinds = missing.length > 1 ? `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}` : missing[0];
  return length < MIXED_LENGTH
    ? `Make it ${MIXED_LENGTH} characters with ${kinds}, or ${PLAIN_LENGTH} of any kind.`
    : `Add ${kinds}, or make it ${PLAIN_LENGTH} characters.`;
}

/** Whether it is listed, or is a listed word padded with digits and symbols, such as "Password2026!". */
function isWeak(password: string, { isListed }: PasswordFacts): boolean {
  const word = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
  return isListed(password) || (word.length >= 4 && isListed(word));
}
