import type { Pool } from "pg";
import type { WorkSession } from "../generated/prisma/client.ts";
import { type ChangedRow, changeReader } from "../platform/changes/change-reader.ts";
import type { Batch } from "../platform/streams/pubsub-streams.ts";
import { endOf, sessionModel } from "./session-model.ts";
import type { SessionRow } from "./session-row.ts";
import { TRACKING_TOPIC } from "./tracking-topics.ts";

/** A change of a person's sessions, as subscribers are told. */
export interface SessionChange {
  readonly kind: "PRESENT" | "STARTED" | "CHANGED" | "ENDED" | "DELETED" | "RESTORED";
  /** The session as it is now; for PRESENT, the active one. Null: it is deleted, or none is active. */
  readonly session: WorkSession | null;
  readonly deletedId: string | null;
}

/**
 * The person's active session at `now` (epoch ms); null when none is, also when it counts as abandoned but the sweeper
 * has not marked it yet.
 */
export async function activeSession(pool: Pool, userId: string, now: number): Promise<WorkSession | null> {
  const { rows } = await pool.query<{ session: SessionRow }>({
    name: "tracking-active-session",
    text: "SELECT to_jsonb(s) AS session FROM work_sessions s WHERE s.user_id = $1 AND s.is_current",
    values: [userId],
  });
  const session = rows[0] && sessionModel(rows[0].session);
  return session && endOf(session, now) === null ? session : null;
}

/**
 * A person's sessions as they change: the first call gives the active one, each later call what has changed since.
 *
 * @param clock the server's clock, epoch milliseconds
 */
export async function followSessions(
  pool: Pool,
  userId: string,
  clock: () => number,
): Promise<() => Promise<Batch<SessionChange>>> {
  const followed = { topic: TRACKING_TOPIC, table: "work_sessions", dependsOnDates: false } as const;
  const reader = await changeReader<SessionRow>(pool, userId, followed, null);
  /** The last told session that is not deleted, with its version. */
  let told = "";
  let hasBegun = false;

  const stateOf = (session: WorkSession | null) => (session ? `${session.id} ${session.version}` : "");
  async function present(): Promise<Batch<SessionChange>> {
    const session = await activeSession(pool, userId, clock());
    told = stateOf(session);
    return { items: [{ kind: "PRESENT", session, deletedId: null }], hasMore: false };
  }
  return async () => {
    if (!hasBegun) {
      hasBegun = true;
      return present();
    }
    const { hasMore, isEverything, rows } = await reader.changed();
    if (isEverything) return present();
    const changes = rows.map((row) => sessionChange(row, clock()));
    // What changed while the subscription began is in the present state.
    const items = changes.filter(({ session }) => session === null || stateOf(session) !== told);
    told = stateOf(changes.at(-1)?.session ?? null);
    return { items, hasMore };
  };
}

function sessionChange({ id, kinds, row }: ChangedRow<SessionRow>, now: number): SessionChange {
  const session = row && sessionModel(row);
  if (!session || session.deletedAt) return { kind: "DELETED", session: null, deletedId: id };
  const isOver = endOf(session, now) !== null;
  const kind =
    kinds.has("ENDED") && isOver
      ? "ENDED"
      : kinds.has("RESTORED")
        ? "RESTORED"
        : kinds.has("CREATED")
          ? "STARTED"
          : "CHANGED";
  return { kind, session, deletedId: null };
}
