import { escapeLiteral } from "pg";
import type { Prisma } from "../../generated/prisma/client.ts";
import type { Job, RoomContext } from "../job.ts";
import type { Change } from "./change.ts";
import { workOff } from "./leases.ts";
import { purge } from "./purge.ts";

/** How far back it is looked for changes once a second: far longer than one takes to commit. */
const RECENT_SECONDS = 60;
/** How far back it is looked now and then: whatever stood still, all the same. */
const ALL_SECONDS = 365 * 86_400;
/** Subscribers who ask for what they missed go back no further. */
const KEPT_DAYS = 7;
/** A consumer that has failed for so long is not waited for any more. */
const WAITED_FOR_DAYS = 30;

/**
 * Follows what other rooms did, by the outbox: sooner or later, once for each change, in the person's order. A person
 * is followed from where `startFollowing` was called for them.
 */
export interface Consumer {
  /** Unique among all rooms; it stands in the database. */
  readonly name: string;
  /** The outbox's topics that it follows. */
  readonly topics: readonly string[];
  /**
   * Takes notice of a person's changes, within a change of theirs.
   *
   * @param since the number of the last change that it has taken notice of
   * @returns false: there is more, it is called again
   */
  consume(change: Change, since: number): Promise<boolean>;
}

/** Follows a person's changes from their present one on; nothing changes for one who is followed already. */
export async function startFollowing(
  transaction: Prisma.TransactionClient,
  userId: string,
  sequence: number,
  { name: consumer }: Pick<Consumer, "name">,
): Promise<void> {
  const data = [{ userId, consumer, sequence }];
  await transaction.outboxCursor.createMany({ data, skipDuplicates: true });
}

/** The jobs that keep consumers up to date, and remove from the outbox what all of them have taken notice of. */
export function consumerJobs(consumers: readonly Consumer[]): Job[] {
  const all = (seconds: number) => async (context: RoomContext) => {
    for (const consumer of consumers) await consumeAll(context, consumer, seconds);
  };
  return [
    { name: "follow the outbox", pattern: "* * * * * *", run: all(RECENT_SECONDS) },
    { name: "catch up with the outbox", pattern: "20 */10 * * * *", run: all(ALL_SECONDS) },
    {
      name: "purge the outbox",
      pattern: "0 27 3 * * *",
      async run({ db, log }) {
        const entries = { name: "outbox entries", table: "outbox", age: "created_at" };
        await purge(db.pool, { ...entries, days: KEPT_DAYS, condition: noneWaits(consumers) });
        const lost = await purge(db.pool, { ...entries, days: WAITED_FOR_DAYS });
        if (lost > 0) log.error({ lost }, "Changes were removed that a consumer had not taken notice of");
      },
    },
  ];
}

/** SQL over the outbox: no consumer has yet to take notice of the entry. */
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
    // The first line finds the few to look at; whose work failed is found however long ago it was told.
    isDue: `w.user_id IN (
        SELECT user_id FROM outbox WHERE created_at > now() - make_interval(secs => $5) AND topic = ANY($4)
        UNION SELECT user_id FROM outbox_cursors WHERE consumer = $1 AND attempts > 0 AND leased_until <= now())
      AND EXISTS (SELECT FROM outbox o
        WHERE o.user_id = w.user_id AND o.sequence > w.sequence AND o.topic = ANY($4))`,
    values: [topics, seconds],
    async work(change) {
      const { sequence, transaction, userId } = change;
      const where = { userId_consumer: { userId, consumer: name } };
      const cursor = await transaction.outboxCursor.findUniqueOrThrow({ where });
      if (await consumer.consume(change, cursor.sequence)) {
        await transaction.outboxCursor.update({ where, data: { sequence } });
      }
    },
  });
}
