import type { Prisma } from "../../generated/prisma/client.ts";
import { recordChanges, USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { ClaimStep, GuestClaim } from "../../platform/guest-claim.ts";
import { type AuditSource, note } from "../administration/audit.ts";

/**
 * The timeouts of a transaction that moves or deletes all of a person's data, in milliseconds: years of days take
 * longer than the usual five seconds.
 */
export const MOVE_ALL_TIMEOUTS = { maxWait: 15_000, timeout: 120_000 };

const steps: ClaimStep[] = [];

/** Adds a room's step. Steps run in the order of the rooms. */
export function onGuestClaimed(step: ClaimStep): void {
  steps.push(step);
}

/**
 * Moves all of a guest's data into an account, and deletes the guest; only once, even when two tabs request it at the
 * same moment. The account keeps its own profile.
 *
 * @returns the number to announce for the account's topic after the commit; null when the guest no longer exists
 */
export async function claimGuest(
  transaction: Prisma.TransactionClient,
  { guestId, userId }: GuestClaim,
  source: AuditSource,
  now: number,
): Promise<number | null> {
  // Both users' rows are locked as every writer locks them, in a fixed order, so that there is no deadlock.
  const locked = await transaction.$queryRaw<{ id: string; kind: string }[]>`
    SELECT id, kind FROM users WHERE id = ANY(${[guestId, userId]}::uuid[]) ORDER BY id FOR UPDATE`;
  const kinds = new Map(locked.map(({ id, kind }) => [id, kind]));
  if (kinds.get(guestId) !== "GUEST" || kinds.get(userId) !== "REGISTERED") return null;
  // Without them the guest's data would be deleted with the guest.
  if (steps.length === 0) throw new Error("No room has declared what it moves into an account");
  for (const step of steps) await step(transaction, { guestId, userId });
  const from = { where: { userId: guestId }, data: { userId } };
  await transaction.apiToken.updateMany(from);
  await transaction.auditEntry.updateMany(from);
  // The same key in both is one request, repeated after the login: the account's result wins.
  await transaction.$executeRaw`
    UPDATE idempotency_keys k SET user_id = ${userId}::uuid WHERE k.user_id = ${guestId}::uuid
      AND NOT EXISTS (SELECT FROM idempotency_keys o WHERE o.user_id = ${userId}::uuid AND o.key = k.key)`;
  const { storedBytes } = await transaction.user.delete({ where: { id: guestId } });
  const data = { version: { increment: 1 }, storedBytes: { increment: storedBytes } };
  await transaction.user.update({ where: { id: userId }, data });
  // The account's other open windows read again.
  const claimed = { topic: USER_TOPIC, subjectId: userId, kind: "CLAIMED" } as const;
  const sequence = await recordChanges(transaction, userId, [claimed]);
  await note(transaction, userId, "GUEST_CLAIMED", source, now);
  return sequence;
}
