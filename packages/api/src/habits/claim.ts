import { onGuestClaimed } from "../accounts/guest-claim.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { agreeWithSources, toldSince } from "./flows.ts";
import { LONGEST_NAME, nameKey } from "./habit-input.ts";

// The account's habits keep their places and names, the guest's follow them; where both have a habit of a name, the
// guest's is told apart. Logs, days and links go with their habits, by their keys.
onGuestClaimed(async (transaction, { guestId, userId }) => {
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
  await transaction.$executeRaw`
    UPDATE habits SET user_id = ${userId}::uuid, version = version + 1,
      position = position + CASE WHEN archived_at IS NULL THEN ${own.length}::int ELSE 0 END
    WHERE user_id = ${guestId}::uuid`;
  await goOnFollowing(transaction, guestId, userId);
});

/** A name that nobody has, such as "Reading (2)"; one that is long is shortened for it. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count += 1) {
    const end = ` (${count})`;
    const free = [...name].slice(0, LONGEST_NAME - end.length).join("") + end;
    if (!taken.has(nameKey(free))) return free;
  }
}

/** What the guest's sessions and timers have done last counts too; from then on the account's links are followed. */
async function goOnFollowing(
  transaction: Prisma.TransactionClient,
  guestId: string,
  userId: string,
): Promise<void> {
  const flow = await transaction.habitFlow.findUnique({ where: { userId: guestId } });
  if (!flow) return;
  const { sequence } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
  await transaction.habitFlow.upsert({ where: { userId }, create: { userId, sequence }, update: {} });
  const told = await toldSince({ transaction, userId: guestId }, flow.sequence);
  // The claim tells of everything at once.
  await agreeWithSources({ transaction, userId, now: Date.now(), changed: () => {} }, told);
}
