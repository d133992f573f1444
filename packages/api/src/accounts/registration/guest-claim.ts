import type { Prisma } from "../../generated/prisma/client.ts";
import { appendToOutbox, USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { ClaimStep, GuestClaim } from "../../platform/guest-claim.ts";
import { type AuditSource, note } from "../administration/audit.ts";

/**
 * What a transaction may take that moves or removes all that a person has, in milliseconds: years of days are more
 * than the five seconds that are usual.
 */
export const EVERYTHING_TAKES = { maxWait: 15_000, timeout: 120_000 };

const steps: ClaimStep[] = [];

/** Adds a room's step, in the order of the rooms. */
export function onGuestClaimed(step: ClaimStep): void {
  steps.push(step);
}

/**
 * Moves everything a guest made into an account, and forgets the guest; once, also when two tabs ask at the
 * same moment. The account's own profile stays.
 *
 * @returns false when there is no such guest any more
 */
export async function claimGuest(
  transaction: Prisma.TransactionClient,
  { guestId, userId }: GuestClaim,
  source: AuditSource,
  now: number,
): Promise<boolean> {
  // Both people are locked as every writer locks them, in one order, so that no two can wait for each other.
  const locked = await transaction.$queryRaw<{ id: string; kind: string }[]>`
    SELECT id, kind FROM users WHERE id = ANY(${[guestId, userId]}::uuid[]) ORDER BY id FOR UPDATE`;
  const kinds = new Map(locked.map(({ id, kind }) => [id, kind]));
  if (kinds.get(guestId) !== "GUEST" || kinds.get(userId) !== "REGISTERED") return false;
  for (const step of steps) await step(transaction, { guestId, userId });
  const from = { where: { userId: guestId }, data: { userId } };
  await transaction.apiToken.updateMany(from);
  await transaction.auditEntry.updateMany(from);
  // The same key in both is one request, sent again after the login: the account's answer stands.
  await transaction.$executeRaw`
    UPDATE idempotency_keys k SET user_id = ${userId}::uuid WHERE k.user_id = ${guestId}::uuid
      AND NOT EXISTS (SELECT FROM idempotency_keys o WHERE o.user_id = ${userId}::uuid AND o.key = k.key)`;
  await transaction.user.delete({ where: { id: guestId } });
  const { sequence } = await transaction.user.update({
    where: { id: userId },
    data: { sequence: { increment: 1 }, version: { increment: 1 } },
  });
  // Windows of the account that are open elsewhere read anew.
  await appendToOutbox(transaction, userId, sequence, [{ topic: USER_TOPIC, subjectId: userId }]);
  await note(transaction, userId, "GUEST_CLAIMED", source, now);
  return true;
}
