import type { MailState } from "../../generated/graphql.ts";

/**
 * The state of an e-mail address, in the line below it.
 *
 * @param mail whether the server sends mail; null until that is known
 */
export function emailLine(isConfirmed: boolean, mail: MailState | null): string {
  if (isConfirmed) return "Confirmed";
  if (mail === "OFF") return "Not confirmed: this server does not send mail";
  if (mail === "DELAYED") return "Not confirmed · Mail is delayed and will be sent as soon as possible";
  return "Not confirmed";
}
