import type { Prisma } from "../generated/prisma/client.ts";
import { startFollowing } from "../platform/changes/consumers.ts";
import { appendToOutbox } from "../platform/changes/outbox.ts";
import type { ClaimStep, GuestClaim } from "../platform/guest-claim.ts";
import { shortened } from "../platform/text.ts";
import { COUNTING, toldSince } from "./flows/flows.ts";
import { LONGEST_NAME, nameKey } from "./habit-input.ts";
import { keepSettling } from "./streaks/settling.ts";

// The account's habits keep their places and names, the guest's follow them; where both have a habit of a name, the
// guest's is told apart. Logs, days and links go with their habits, by their keys.
export const claimHabits: ClaimStep = async (transaction, claim) => {
  const { guestId, userId } = claim;
  const names = async (ownerId: string) =>
    transaction.habit.findMany({
      where: { userId: ownerId, archivedAt: null },
      orderBy: { position: "asc" },
    });
  const own = await names(userId);
  const brought = await names(guestId);
  const taken = new Set([...own, ...brought].map((habit) => habit.nameKey));
  const ownKeys = new Set(own.map((habit) => habit.nameKey));
  for (const habit of brought.filter((one) => ownKeys.has(one.nameKey))) {
    const name = freeName(habit.name, taken);
    taken.add(nameKey(name));
    await transaction.habit.update({ where: { id: habit.id }, data: { name, nameKey: nameKey(name) } });
  }
  await spellAlike(transaction, claim);
  await transaction.$executeRaw`
    UPDATE habits SET user_id = ${userId}::uuid, version = version + 1,
      position = position + CASE WHEN archived_at IS NULL THEN ${own.length}::int ELSE 0 END
    WHERE user_id = ${guestId}::uuid`;
  await goOnFollowing(transaction, claim);
};

/** A name that nobody has, such as "Reading (2)"; one that is long is shortened for it. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count += 1) {
    const end = ` (${count})`;
    const free = shortened(name, LONGEST_NAME - end.length) + end;
    if (!taken.has(nameKey(free))) return free;
  }
}

/** A category that both have is one, as the account has spelt it. */
async function spellAlike(
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
 * What the guest's sessions and timers have done is told again as the account's, so that it counts towards habits of
 * both; what has counted already is not counted again.
 */
async function goOnFollowing(
  transaction: Prisma.TransactionClient,
  { guestId, userId }: GuestClaim,
): Promise<void> {
  const { sequence } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
  if ((await transaction.habit.count({ where: { userId } })) > 0) {
    // At once: the guest's weeks may have been others.
    await keepSettling({ transaction, userId, sequence }, 0);
  }
  const following = { userId: { in: [guestId, userId] }, consumer: COUNTING.name };
  if ((await transaction.outboxCursor.count({ where: following })) === 0) return;
  await startFollowing(transaction, userId, sequence, COUNTING);
  const { sessions, tasks, timers } = await toldSince({ transaction, userId: guestId }, 0);
  const told = [
    ...sessions.map((subjectId) => ({ topic: "work_session", subjectId })),
    ...timers.map((subjectId) => ({ topic: "timer", subjectId })),
    ...tasks.map((subjectId) => ({ topic: "task", subjectId })),
  ];
  if (told.length === 0) return;
  const first = sequence + 1;
  await transaction.user.update({ where: { id: userId }, data: { sequence: first } });
  await appendToOutbox(transaction, userId, first, told);
}
