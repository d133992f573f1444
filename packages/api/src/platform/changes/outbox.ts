import type { Prisma } from "../../generated/prisma/client.ts";

/** What was changed: the outbox's topic, and the row. */
export interface Note<Topic extends string = string> {
  readonly topic: Topic;
  readonly subjectId: string;
}

/**
 * How a statement that changes rows notes it in the outbox, followed by a SELECT of the person, the number of the
 * change, the topic and the row: for writers that do all of it in one statement.
 */
export const INSERT_INTO_OUTBOX = "INSERT INTO outbox (user_id, sequence, topic, subject_id)";

/**
 * Notes what a transaction has changed. It holds the person's row, and has moved their sequence on to `first`.
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
    data: notes.map(({ subjectId, topic }, index) => ({
      userId,
      sequence: first + index,
      topic,
      subjectId,
    })),
  });
  if (last > first) await transaction.user.updateMany({ where: { id: userId }, data: { sequence: last } });
  return last;
}

/** The outbox's topic of what a person is: their name, time zone, address. Each room may be told of it. */
export const USER_TOPIC = "user";
