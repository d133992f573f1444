import { dictionary } from "@zxcvbn-ts/language-common";

/** The passwords that are tried first, in lower case: some 50,000, in the order of their use elsewhere. */
const LISTED: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** Whether the offline list holds a text. @param text in lower case */
export function isListedPassword(text: string): boolean {
  return LISTED.has(text);
}
