import type { Prisma, User } from "../../generated/prisma/client.ts";
import type { Announce } from "../announce.ts";
import type { Context, DatabaseHandle } from "../context.ts";
import { NotFound } from "../failures.ts";
import type { Serializer } from "../serially.ts";
import type { Viewer } from "../viewer.ts";
import { appendToOutbox, type Note } from "./outbox.ts";

/** What a person's change takes besides its input. `Topic` names what of theirs may change. */
export interface ChangeContext<Topic extends string> {
  readonly db: DatabaseHandle;
  readonly userId: string;
  /** Orders one person's writes within this process. */
  readonly serially: Serializer;
  readonly announce: Announce;
  /** The topics that its changes may note: for the compiler alone, never set. */
  readonly topic?: Topic;
}

/** The context of a change that the viewer asks for. */
export function asViewer<Topic extends string>(
  context: Context & { readonly viewer: Viewer },
): ChangeContext<Topic> {
  const { announce, db, serially, viewer } = context;
  return { db, userId: viewer.userId, serially, announce };
}

/** A transaction that holds its person's row, so that no other change of theirs comes between. */
export interface Change<Topic extends string = string> {
  readonly transaction: Prisma.TransactionClient;
  readonly userId: string;
  /** What the row said once it was held: services do not read it again. */
  readonly person: Pick<User, "timezone" | "weekStart">;
  /** The number of this change; everything with a smaller one is committed. */
  readonly sequence: number;
  /** The database's clock once the row was held, whole epoch milliseconds. */
  readonly now: number;
  /** Notes in the outbox what was changed; subscribers hear of it after the commit. */
  changed(topic: Topic, subjectId: string): void;
}

/** How long a change waits for a connection, and may take, in milliseconds: a burst is slow and no fault. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/**
 * Changes a person's things: whole or not at all, one change after the other, by the database's clock.
 *
 * @throws NotFound when the account is gone, and whatever `work` throws; then nothing was changed
 */
export async function makeChange<Topic extends string, Result>(
  context: ChangeContext<Topic>,
  work: (change: Change<Topic>) => Promise<Result>,
): Promise<Result> {
  const { db, serially, userId } = context;
  const { result, last, topics } = await serially(userId, () =>
    db.prisma.$transaction(async (transaction) => {
      const notes: Note<Topic>[] = [];
      const { now, sequence, timezone, weekStart } = await holdPerson(transaction, userId);
      const result = await work({
        transaction,
        userId,
        person: { timezone, weekStart },
        sequence,
        now,
        changed: (topic, subjectId) => notes.push({ topic, subjectId }),
      });
      const last = await appendToOutbox(transaction, userId, sequence, notes);
      return { result, last, topics: new Set(notes.map(({ topic }) => topic)) };
    }, PATIENCE),
  );
  for (const topic of topics) context.announce(userId, topic, last);
  return result;
}

type HeldRow = Pick<User, "sequence" | "timezone" | "weekStart"> & { readonly now: number };

// `RETURNING` is computed when the row is held, so the time is not from before a wait for it.
async function holdPerson(transaction: Prisma.TransactionClient, userId: string): Promise<HeldRow> {
  const [row] = await transaction.$queryRaw<HeldRow[]>`
    UPDATE users SET sequence = sequence + 1 WHERE id = ${userId}::uuid
    RETURNING sequence, timezone, week_start AS "weekStart",
      floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  if (!row) throw new NotFound("This account");
  return row;
}
