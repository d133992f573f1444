import type { Pool } from "pg";
import { type ChangeKind, INSERT_INTO_OUTBOX } from "../platform/changes/outbox.ts";
import { overwriteList } from "../platform/database/columns.ts";
import { Busy } from "../platform/failures.ts";
import type { Serializer } from "../platform/serially.ts";
import { ROW_BYTES } from "../platform/storage-quota.ts";
import type { EventRow, QuestionRow, SessionRow } from "./session-row.ts";
import { TRACKING_TOPIC } from "./tracking-topics.ts";

/** Attempts before a writer gives up; each fails only because another one succeeded. */
const ATTEMPTS = 50;

/** Everything one decision changes, written as a whole or not at all. */
export interface TrackingChange {
  readonly userId: string;
  /** The person's sequence number that the decision was based on. */
  readonly sequence: number;
  /** The session after the change, new or existing. Saving it sets its `updated_at`, and that of a closed question. */
  readonly session: SessionRow;
  /** The log's new entry; null for changes that are not events, such as deleting the session. */
  readonly event: EventRow | null;
  /** A question that was closed. */
  readonly closed?: QuestionRow | null;
  /** The former current session, ended by its gap. */
  readonly abandoned?: SessionRow | null;
  /** Questions taken back: their rows are deleted, their history stays in the log. */
  readonly takenBack?: readonly string[];
  /** The questions whose number or removal changes. */
  readonly renumbered?: readonly Pick<QuestionRow, "id" | "index" | "removed_at">[];
}

/** The columns that a change may overwrite: all but those fixed when the session was opened. */
const REWRITTEN = overwriteList("WorkSession", [
  "id",
  "user_id",
  "key",
  "timezone",
  "target_ms",
  "abandon_after_hours",
  "started_at",
]);

// The guard is the first step: it increments the person's sequence number only if it has not changed since the read,
// and everything after it selects from it. So a decision is applied to exactly the facts it was based on, or not at
// all. `saved` waits for `closing`, because both touch the one current session.
const SAVE_CHANGE = {
  name: "tracking-save",
  text: `
    WITH guard AS (
      UPDATE users SET sequence = $10, stored_bytes = stored_bytes + ${ROW_BYTES}
      WHERE id = $1 AND sequence = $2 RETURNING id, sequence, jsonb_build_object('updated_at', clock_timestamp()) AS time
    ), closing AS (
      UPDATE work_sessions s SET is_current = false, ended_at = s.last_event_at, end_reason = 'ABANDONED',
        version = s.version + 1
      FROM guard WHERE s.user_id = guard.id AND s.id = $3::uuid RETURNING s.id
    ), saved AS (
      INSERT INTO work_sessions
      SELECT r.* FROM guard, jsonb_populate_record(null::work_sessions, $4 || guard.time) r
      WHERE (SELECT count(*) FROM closing) >= 0
      ON CONFLICT (id) DO UPDATE SET
        ${REWRITTEN}
      RETURNING updated_at
    ), logged AS (
      INSERT INTO tracker_events
      SELECT r.* FROM guard, jsonb_populate_record(null::tracker_events, $5) r WHERE $5 IS NOT NULL
    ), counted AS (
      INSERT INTO questions
      SELECT r.* FROM guard, jsonb_populate_record(null::questions, $6 || guard.time) r WHERE $6 IS NOT NULL
      RETURNING updated_at
    ), taken_back AS (
      DELETE FROM questions q USING guard WHERE q.user_id = guard.id AND q.id = ANY($7::uuid[])
    ), renumbered AS (
      UPDATE questions q SET index = r.index, removed_at = r.removed_at
      FROM guard, jsonb_populate_recordset(null::questions, $8) r WHERE q.user_id = guard.id AND q.id = r.id
    ), noted AS (
      ${INSERT_INTO_OUTBOX}
      SELECT guard.id, guard.sequence, '${TRACKING_TOPIC}', ($4::jsonb ->> 'id')::uuid, $9 FROM guard
      UNION ALL SELECT guard.id, guard.sequence - 1, '${TRACKING_TOPIC}', $3::uuid, $11 FROM guard WHERE $3 IS NOT NULL
    )
    SELECT s.updated_at AS session, q.updated_at AS closed FROM saved s LEFT JOIN counted q ON true`,
};

/**
 * Lets a writer read, decide and save, again and again until no other change comes first.
 *
 * @param attempt null when another change came first
 * @throws Busy, and anything that `attempt` throws
 */
export async function untilSaved<Result>(
  { serially, userId }: { readonly serially: Serializer; readonly userId: string },
  attempt: () => Promise<Result | null>,
): Promise<Result> {
  return serially(userId, async () => {
    for (let made = 0; made < ATTEMPTS; made += 1) {
      const result = await attempt();
      if (result !== null) return result;
    }
    throw new Busy();
  });
}

/** The person's sequence number once a change is saved: each session that it changes has a number of its own. */
export function sequenceAfter({ abandoned, sequence }: TrackingChange): number {
  return sequence + (abandoned ? 2 : 1);
}

/**
 * Writes a change in one statement, guarded by the person's sequence number.
 *
 * @returns the change with the rows' new `updated_at`; null when another change came first: read and decide again
 */
export async function saveChange<Made extends TrackingChange>(
  pool: Pool,
  change: Made,
): Promise<Made | null> {
  const { rows } = await pool.query<{ session: Date; closed: Date | null }>({
    ...SAVE_CHANGE,
    values: [
      change.userId,
      change.sequence,
      change.abandoned?.id ?? null,
      JSON.stringify(change.session),
      change.event && JSON.stringify(change.event),
      change.closed ? JSON.stringify(change.closed) : null,
      change.takenBack ?? [],
      JSON.stringify(change.renumbered ?? []),
      kindOf(change),
      sequenceAfter(change),
      // The sweeper may have told its end long ago.
      (change.abandoned?.end_reason ?? null) === null ? "ENDED" : "CHANGED",
    ],
  });
  const [saved] = rows;
  if (!saved) return null;
  const { closed, session } = change;
  return {
    ...change,
    session: { ...session, updated_at: saved.session.toISOString() },
    ...(closed && saved.closed && { closed: { ...closed, updated_at: saved.closed.toISOString() } }),
  };
}

/** What the change is for the session's subscribers. */
function kindOf({ event, session }: TrackingChange): ChangeKind {
  if (event === null) return session.deleted_at === null ? "RESTORED" : "DELETED";
  if (event.type === "EXIT") return "ENDED";
  return event.type === "NEXT" && session.event_count === 1 ? "CREATED" : "CHANGED";
}
