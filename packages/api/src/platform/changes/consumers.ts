import { escapeLiteral } from "pg";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Job, RoomContext } from "../job.ts";
import type { Change } from "./change.ts";
import { workOff } from "./leases.ts";
import { purge } from "./purge.ts";

/** How far back the poll of every second looks: far longer than a change takes to commit. */
const RECENT_SECONDS = 60;
/** How far back the occasional catch-up looks: it finds changes from before any outage. */
const ALL_SECONDS = 365 * 86_400;
/** Outbox entries are kept this long for subscribers who ask for what they missed. */
export const KEPT_DAYS = 7;
/** After failing for this long, a consumer no longer keeps its entries in the outbox. */
const WAITED_FOR_DAYS = 30;

/**
 * Follows other rooms' changes through the outbox: eventually, once for each change, in the person's order. A person is
 * followed from the change at which `startFollowing` was called.
 */
export interface Consumer {
  /** Unique among all rooms; stored in the database. */
  readonly name: string;
  /** The outbox topics that it follows. */
  readonly topics: readonly string[];
  /**
   * Processes a person's new changes, inside a change of the same person.
   *
   * @param since the number of the last change that it has processed
   * @returns false when there is more, and it must be called again
   */
  consume(change: Change, since: number): Promise<boolean>;
}

/** Follows a person's changes from the current one on. Does nothing when the person is followed already. */
export async function startFollowing(
  transaction: Prisma.TransactionClient,
  userId: string,
  sequence: number,
  { name: consumer }: Pick<Consumer, "name">,
): Promise<void> {
  const data = [{ userId, consumer, sequence }];
  await transaction.outboxCursor.createMany({ data, skipDuplicates: true });
}

/** The jobs that run the consumers, and purge outbox entries that every consumer has processed. */
export function consumerJobs(consumers: readonly Consumer[]): Job[] {
  const all = (seconds: number) => async (context: RoomContext) => {
    for (const consumer of consumers) await consumeAll(context, consumer, seconds);
  };
  return [
    { name: "follow the outbox", pattern: "* * * * * *", run: all(RECENT_SECONDS) },
    { name: "catch up with the outbox", pattern: "20 */10 * * * *", atStart: true, run: all(ALL_SECONDS) },
    {
      name: "purge the outbox",
      pattern: "0 27 3 * * *",
      async run({ db, log }) {
        const entries = { name: "outbox entries", table: "outbox", age: "created_at" };
        await purge(db.pool, { ...entries, days: KEPT_DAYS, condition: noneWaits(consumers) });
        const lost = await purge(db.pool, { ...entries, days: WAITED_FOR_DAYS });
        if (lost > 0) log.error({ lost }, "Purged changes that a consumer had not processed");
      },
    },
  ];
}

/** SQL over the outbox: every consumer has processed the entry. */
function noneWaits(consumers: readonly Consumer[]): string {
  const waits = consumers.map(({ name, topics }) => {
    return `c.consumer = ${escapeLiteral(name)} AND outbox.topic IN (${topics.map(escapeLiteral).join(", ")})`;
  });
  return `NOT EXISTS (SELECT FROM outbox_cursors c
    WHERE c.user_id = outbox.user_id AND c.sequence < outbox.sequence AND (${waits.join(" OR ") || "false"}))`;
}

async function consumeAll(context: RoomContext, consumer: Consumer, seconds: number): Promise<void> {
  const { name, topics } = consumer;
  await workOff(context, {
    name,
    table: "outbox_cursors",
    column: "consumer",
    // The first subquery narrows the search to the few recently changed people; the second finds failed ones, however
    // old.
    isDue: `w.user_id IN (
        SELECT user_id FROM outbox WHERE created_at > now() - make_interval(secs => $5) AND topic = ANY($4)
        UNION SELECT user_id FROM outbox_cursors WHERE consumer = $1 AND attempts > 0)
      AND EXISTS (SELECT FROM outbox o
        WHERE o.user_id = w.user_id AND o.sequence > w.sequence AND o.topic = ANY($4))`,
    values: [topics, seconds],
    async work(change) {
      const { sequence, transaction, userId } = change;
      const where = { userId_consumer: { userId, consumer: name } };
      const cursor = await transaction.outboxCursor.findUniqueOrThrow({ where });
      const isDone = await consumer.consume(change, cursor.sequence);
      if (isDone) await transaction.outboxCursor.update({ where, data: { sequence } });
      return isDone;
    },
  });
}
