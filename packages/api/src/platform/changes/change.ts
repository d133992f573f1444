import type { Prisma, User } from "../../generated/prisma/client.ts";
import type { Context, DatabaseHandle } from "../context.ts";
import { NotFound } from "../failures.ts";
import type { Serializer } from "../serially.ts";
import { ROW_BYTES, refuseBeyond, type Storing, storingOf } from "../storage-quota.ts";
import type { Announce } from "../streams/announce.ts";
import type { Viewer } from "../viewer.ts";
import { appendToOutbox, type ChangeKind, type Note } from "./outbox.ts";

/** What a change needs besides its input. `Topic` names the kinds of the person's data that may change. */
export interface ChangeContext<Topic extends string> {
  readonly db: DatabaseHandle;
  readonly userId: string;
  /** Serializes one person's writes within this process. */
  readonly serially: Serializer;
  readonly announce: Announce;
  /** What the change may store. Omitted: as much as it needs, such as for due work. */
  readonly storing?: Storing;
  /** The topics that the change may record: for the compiler only, never set. */
  readonly topic?: Topic;
}

/** The context of a change that the viewer makes. */
export function asViewer<Topic extends string>(
  context: Context & { readonly viewer: Viewer },
): ChangeContext<Topic> {
  const { announce, db, serially, viewer } = context;
  return { db, userId: viewer.userId, serially, announce, storing: storingOf(context) };
}

/** A transaction that holds its person's row lock, so no other change of that person interleaves. */
export interface Change<Topic extends string = string> {
  readonly transaction: Prisma.TransactionClient;
  readonly userId: string;
  /** The row's values read under the lock: services do not read them again. */
  readonly person: Pick<User, "timezone" | "weekStart">;
  /** The number of this change. Everything with a smaller number is committed. */
  readonly sequence: number;
  /** The database's clock when the row lock was acquired, in whole epoch milliseconds. */
  readonly now: number;
  /** Records in the outbox what changed, and how. Subscribers hear of it after the commit. */
  changed(topic: Topic, subjectId: string, kind?: ChangeKind): void;
}

/**
 * How long a change waits for a connection, and how long it may take, in milliseconds. A burst makes changes slow,
 * which is not a fault.
 */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/**
 * Runs a change to a person's data in one transaction, one change at a time per person, by the database's clock.
 *
 * @throws NotFound when the account is gone; QuotaExceeded when the person has stored as much as they may; and anything
 *   that `work` throws; then nothing was changed
 */
export async function makeChange<Topic extends string, Result>(
  context: ChangeContext<Topic>,
  work: (change: Change<Topic>) => Promise<Result>,
): Promise<Result> {
  const { db, serially, storing = UNBOUNDED, userId } = context;
  const { result, last, topics } = await serially(userId, () =>
    db.prisma.$transaction(async (transaction) => {
      const notes: Note<Topic>[] = [];
      const { now, sequence, storedBytes, timezone, weekStart } = await holdPerson(
        transaction,
        userId,
        storing.bytes,
      );
      refuseBeyond(storing, storedBytes);
      const result = await work({
        transaction,
        userId,
        person: { timezone, weekStart },
        sequence,
        now,
        changed: (topic, subjectId, kind = "CHANGED") => notes.push({ topic, subjectId, kind }),
      });
      const last = await appendToOutbox(transaction, userId, sequence, notes);
      return { result, last, topics: new Set(notes.map(({ topic }) => topic)) };
    }, PATIENCE),
  );
  for (const topic of topics) context.announce(userId, topic, last);
  return result;
}

const UNBOUNDED: Storing = { bytes: ROW_BYTES, most: Infinity };

type HeldRow = Pick<User, "sequence" | "storedBytes" | "timezone" | "weekStart"> & { readonly now: number };

// `RETURNING` is computed when the row lock is acquired, so the time does not predate a wait for the lock.
async function holdPerson(
  transaction: Prisma.TransactionClient,
  userId: string,
  bytes: number,
): Promise<HeldRow> {
  const [row] = await transaction.$queryRaw<HeldRow[]>`
    UPDATE users SET sequence = sequence + 1, stored_bytes = stored_bytes + ${bytes}::float8
    WHERE id = ${userId}::uuid
    RETURNING sequence, stored_bytes AS "storedBytes", timezone, week_start AS "weekStart",
      floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  if (!row) throw new NotFound("This account");
  return row;
}
