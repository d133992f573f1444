import type { InviteRowFragment } from "../../generated/graphql.ts";
import { paths } from "../../lib/paths.ts";
import { ago, dayIn } from "../../lib/time/ago.ts";

/** What to call an invitation, which has no name: when it was made. @param now epoch milliseconds */
export function inviteName({ createdAt }: Pick<InviteRowFragment, "createdAt">, now: number): string {
  return `Made ${ago(createdAt, now)}`;
}

/** Whether an invitation still holds, in words. @param now epoch milliseconds */
export function inviteState(
  { expiresAt, usedAt }: Pick<InviteRowFragment, "expiresAt" | "usedAt">,
  now: number,
): string {
  if (usedAt !== null) return `Used ${ago(usedAt, now)}`;
  const day = dayIn(expiresAt, now);
  return Date.parse(expiresAt) <= now ? `Expired on ${day}, unused` : `Holds until ${day}`;
}

/** Where somebody registers with an invitation. The code stands where no server and no log sees it. */
export function invitePath(code: string): string {
  return `${paths.register}#invite=${encodeURIComponent(code)}`;
}
