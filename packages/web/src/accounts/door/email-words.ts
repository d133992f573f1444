import type { MailState } from "../../generated/graphql.ts";

/**
 * What is known of someone's address, in a line under it.
 *
 * @param mail whether the server sends mail; null until that is known
 */
export function emailLine(isConfirmed: boolean, mail: MailState | null): string {
  if (isConfirmed) return "Confirmed as yours";
  if (mail === "OFF") return "Not confirmed: this server sends no mail";
  if (mail === "DELAYED") return "Not confirmed · Mail waits at present and goes out as soon as it can";
  return "Not confirmed";
}
