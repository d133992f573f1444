import { dictionary } from "@zxcvbn-ts/language-common";

/** Some 50,000 common passwords in lower case, most common first. */
const LISTED: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** Whether the offline list contains a password. @param text in lower case */
export function isListedPassword(text: string): boolean {
  return LISTED.has(text);
}
