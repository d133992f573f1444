import type { Prisma } from "../generated/prisma/client.ts";
import { startFollowing } from "../platform/changes/consumers.ts";
import { recordChanges } from "../platform/changes/outbox.ts";
import type { ClaimStep, GuestClaim } from "../platform/guest-claim.ts";
import { lastRank, spread } from "../platform/ranks/ranks.ts";
import { shortened } from "../platform/text.ts";
import { TASK_TOPIC, TIMER_TOPIC } from "../tasks/task-topics.ts";
import { TRACKING_TOPIC } from "../tracking/tracking-topics.ts";
import { COUNTING, idsChangedSince } from "./flows/flows.ts";
import { LONGEST_NAME, nameKey } from "./habit-input.ts";
import { HABITS_IN_USE } from "./habit-order.ts";
import { keepSettling } from "./streaks/settling.ts";

// The account's habits keep their places and names, and the guest's come after them. Where both have a habit of the
// same name, the guest's is renamed. Logs, days and links move with their habits through their foreign keys.
export const claimHabits: ClaimStep = async (transaction, claim) => {
  const { guestId, userId } = claim;
  const activeHabits = async (ownerId: string) =>
    transaction.habit.findMany({
      where: { userId: ownerId, archivedAt: null },
      orderBy: [{ rank: "asc" }, { id: "asc" }],
    });
  const own = await activeHabits(userId);
  const brought = await activeHabits(guestId);
  const taken = new Set([...own, ...brought].map((habit) => habit.nameKey));
  const ownKeys = new Set(own.map((habit) => habit.nameKey));
  for (const habit of brought.filter((one) => ownKeys.has(one.nameKey))) {
    const name = freeName(habit.name, taken);
    taken.add(nameKey(name));
    await transaction.habit.update({ where: { id: habit.id }, data: { name, nameKey: nameKey(name) } });
  }
  await mergeCategories(transaction, claim);
  const last = await lastRank({ transaction, userId }, HABITS_IN_USE);
  await spread({ transaction, userId: guestId }, HABITS_IN_USE, last);
  await transaction.$executeRaw`
    UPDATE habits SET user_id = ${userId}::uuid, version = version + 1
    WHERE user_id = ${guestId}::uuid`;
  await keepFollowing(transaction, claim);
};

/** A free name such as "Reading (2)"; a long name is shortened to make room. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count += 1) {
    const end = ` (${count})`;
    const free = shortened(name, LONGEST_NAME - end.length) + end;
    if (!taken.has(nameKey(free))) return free;
  }
}

/** Merges categories that both have, in the account's spelling. */
async function mergeCategories(
  transaction: Prisma.TransactionClient,
  { guestId, userId }: GuestClaim,
): Promise<void> {
  const of = async (ownerId: string) => {
    const rows = await transaction.habit.findMany({ where: { userId: ownerId }, distinct: ["category"] });
    return rows.map(({ category }) => category);
  };
  const known = new Map((await of(userId)).map((category) => [nameKey(category), category]));
  for (const brought of await of(guestId)) {
    const category = known.get(nameKey(brought)) ?? brought;
    if (category === brought) continue;
    await transaction.habit.updateMany({
      where: { userId: guestId, category: brought },
      data: { category },
    });
  }
}

/**
 * Notes the guest's sessions and timers again, in the account's outbox, so that they count towards the habits of both.
 * What has counted already does not count twice.
 */
async function keepFollowing(
  transaction: Prisma.TransactionClient,
  { guestId, userId }: GuestClaim,
): Promise<void> {
  const { sequence } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
  if ((await transaction.habit.count({ where: { userId } })) > 0) {
    // At once: the guest's weeks may have begun on another day.
    await keepSettling({ transaction, userId, sequence }, 0);
  }
  const following = { userId: { in: [guestId, userId] }, consumer: COUNTING.name };
  if ((await transaction.outboxCursor.count({ where: following })) === 0) return;
  await startFollowing(transaction, userId, sequence, COUNTING);
  const { sessions, tasks, timers } = await idsChangedSince({ transaction, userId: guestId }, 0);
  await recordChanges(transaction, userId, [
    ...sessions.map((subjectId) => ({ topic: TRACKING_TOPIC, subjectId })),
    ...timers.map((subjectId) => ({ topic: TIMER_TOPIC, subjectId })),
    ...tasks.map((subjectId) => ({ topic: TASK_TOPIC, subjectId })),
  ]);
}
