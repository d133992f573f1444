import type { InviteRowFragment } from "../../generated/graphql.ts";
import { paths } from "../../lib/paths.ts";
import { ago, dayIn } from "../../lib/time/ago.ts";

/** A name for an invitation: when it was created. @param now epoch milliseconds */
export function inviteName({ createdAt }: Pick<InviteRowFragment, "createdAt">, now: number): string {
  return `Created ${ago(createdAt, now)}`;
}

/** Whether an invitation is still valid, in words. @param now epoch milliseconds */
export function inviteState(
  { expiresAt, usedAt }: Pick<InviteRowFragment, "expiresAt" | "usedAt">,
  now: number,
): string {
  if (usedAt !== null) return `Used ${ago(usedAt, now)}`;
  const day = dayIn(expiresAt, now);
  return Date.parse(expiresAt) <= now ? `Expired on ${day}, unused` : `Valid until ${day}`;
}

/** The path to register with an invitation. The code is in the fragment, which no server or log sees. */
export function invitePath(code: string): string {
  return `${paths.register}#invite=${encodeURIComponent(code)}`;
}
