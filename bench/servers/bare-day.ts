import { createClient } from "../../packages/api/src/platform/database/client.ts";
import type { Database } from "../../packages/api/src/platform/database/open.ts";
import { readDayWithSessions } from "../../packages/api/src/tracking/days/summaries.ts";
import { instant } from "../../packages/api/src/tracking/session-row.ts";
import { hourBuckets, localDay } from "../../packages/domain/src/time/zones.ts";
import { plainServer } from "./plain-http.ts";
import type { RoleServer } from "./role.ts";

/** A statement as the driver accepts it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The minimal statements for a person's day, one for each part: the sums of the hours, the number of sessions that
 * began, the sessions, and the active session. They are independent of the product's statements, so that the baseline
 * stays the same when the product's statements improve.
 *
 * @param date a local date in the zone, YYYY-MM-DD
 */
function statementsOfDay(userId: string, zone: string, date: string): Statement[] {
  const day = localDay(date, zone);
  const [from, to] = [instant(day.from), instant(day.to)];
  const hours = hourBuckets(date, zone).map((hour) => instant(hour.from));
  return [
    {
      name: "bare-question-sums",
      text: `
      SELECT width_bucket(q.started_at, $2::timestamptz[]) AS bucket, count(*)::int AS "questionCount",
        sum(q.raw_ms) AS "rawMs", sum(q.active_ms) AS "activeMs", sum(q.target_ms) AS "targetMs"
      FROM questions q
      JOIN work_sessions s ON s.user_id = q.user_id AND s.id = q.session_id AND s.deleted_at IS NULL
      WHERE q.user_id = $1 AND q.removed_at IS NULL
        AND q.started_at >= ($2::timestamptz[])[1] AND q.started_at < $3
      GROUP BY 1`,
      values: [userId, hours, to],
    },
    {
      name: "bare-session-counts",
      text: `
      SELECT width_bucket(s.started_at, $2::timestamptz[]) AS bucket, count(*)::int AS count
      FROM work_sessions s
      WHERE s.user_id = $1 AND s.deleted_at IS NULL
        AND s.started_at >= ($2::timestamptz[])[1] AND s.started_at < $3
      GROUP BY 1`,
      values: [userId, [from], to],
    },
    {
      name: "bare-day-sessions",
      text: `SELECT to_jsonb(s) AS session FROM work_sessions s
      WHERE s.user_id = $1 AND s.id IN (
          SELECT w.id FROM work_sessions w
          WHERE w.user_id = $1 AND w.deleted_at IS NULL AND w.started_at < $3
            AND (w.started_at >= $2 OR w.ended_at > $2 OR w.ended_at IS NULL))
        AND (s.started_at >= $2 OR s.ended_at IS NOT NULL OR $4 > $2 AND (s.last_event_at > $2
          OR s.last_event_at > $4::timestamptz - make_interval(hours => s.abandon_after_hours)))
      ORDER BY s.started_at, s.id`,
      values: [userId, from, to, instant(Date.now())],
    },
    {
      name: "bare-active-session",
      text: "SELECT to_jsonb(s) AS session FROM work_sessions s WHERE s.user_id = $1 AND s.is_current",
      values: [userId],
    },
  ];
}

/**
 * The exact statements that the product executes for a day with its sessions and the active session. Calls the
 * product's services with a pool that only records statements.
 *
 * @param date a local date in the zone, YYYY-MM-DD
 */
export async function productStatementsOfDay(
  userId: string,
  zone: string,
  date: string,
): Promise<Statement[]> {
  const noted: Statement[] = [];
  const note = async (statement: Statement) => {
    noted.push(statement);
    return { rows: [{ sums: [], sessions: [] }] };
  };
  // Of the pool, the services call only `query` with a statement.
  const pool = { query: note } as unknown as Database["pool"];
  await readDayWithSessions(pool, userId, zone, date, Date.now());
  return noted;
}

/** The people whose days are served, with their tokens. */
export interface BareDayOptions {
  readonly url: string;
  readonly date: string;
  readonly people: readonly { readonly userId: string; readonly token: string }[];
}

/** The minimal server for a day: node:http, a lookup of the token in a map, the statements, their rows. */
export async function bareDayServer({ url, date, people }: BareDayOptions): Promise<RoleServer> {
  const { pool, disconnect } = createClient(url, { info: () => {}, warn: console.error });
  const known = new Map<string, Statement[]>();
  for (const { userId, token } of people) {
    known.set(`Bearer ${token}`, statementsOfDay(userId, "UTC", date));
  }
  return plainServer(async (_body, request) => {
    const statements = known.get(request.headers.authorization ?? "");
    if (!statements) throw new Error("Unknown token.");
    const results = await Promise.all(
      statements.map(({ values, ...statement }) => pool.query({ ...statement, values: [...values] })),
    );
    return JSON.stringify(results.map(({ rows }) => rows));
  }, disconnect);
}
