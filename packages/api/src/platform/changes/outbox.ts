import type { Prisma } from "../../generated/prisma/client.ts";

/**
 * What happened to a row. `MOVED`: to another place in its lists. `ENDED`: something that ran is over. `CLAIMED`: the
 * person's data was joined by a guest's, so that anything may be new. `REDATED`: the person's time zone or first day of
 * the week is another one, so that dates and weeks begin at other times.
 */
export type ChangeKind =
  | "CREATED"
  | "CHANGED"
  | "MOVED"
  | "ENDED"
  | "DELETED"
  | "RESTORED"
  | "CLAIMED"
  | "REDATED";

/** What changed: the outbox topic and the row. */
export interface Note<Topic extends string = string> {
  readonly topic: Topic;
  readonly subjectId: string;
  /** Omitted: CHANGED. */
  readonly kind?: ChangeKind;
}

/**
 * The start of a statement that records changes in the outbox. A SELECT of the person, the change number, the topic, the
 * row and the kind follows. For writers that do everything in one statement.
 */
export const INSERT_INTO_OUTBOX = "INSERT INTO outbox (user_id, sequence, topic, subject_id, kind)";

/**
 * Records what a transaction has changed. The transaction holds the person's row lock and has advanced their sequence
 * to `first`.
 *
 * @param first the number of the first note; the others follow it
 * @returns the number of the last note; `first` when there is none
 */
export async function appendToOutbox(
  transaction: Prisma.TransactionClient,
  userId: string,
  first: number,
  notes: readonly Note[],
): Promise<number> {
  if (notes.length === 0) return first;
  const last = first + notes.length - 1;
  await transaction.outboxEntry.createMany({
    data: notes.map(({ kind = "CHANGED", subjectId, topic }, index) => ({
      userId,
      sequence: first + index,
      topic,
      subjectId,
      kind,
    })),
  });
  if (last > first) await transaction.user.updateMany({ where: { id: userId }, data: { sequence: last } });
  return last;
}

/**
 * Advances the person's sequence and records what a transaction has changed, for transactions that are not made by
 * `makeChange`.
 *
 * @returns the number to announce after the commit
 */
export async function recordChanges(
  transaction: Prisma.TransactionClient,
  userId: string,
  notes: readonly Note[],
): Promise<number> {
  const data = { sequence: { increment: 1 } };
  const { sequence } = await transaction.user.update({ where: { id: userId }, data });
  return appendToOutbox(transaction, userId, sequence, notes);
}

/** The outbox topic of the person's own data: name, time zone, address. Any room may follow it. */
export const USER_TOPIC = "user";
