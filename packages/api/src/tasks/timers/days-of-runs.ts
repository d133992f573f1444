import { addDays, datesBetween } from "@pacekeeper/domain/time/calendar-date";
import { startOfDay } from "@pacekeeper/domain/time/zones";
import type { Pool } from "pg";
import type { Span } from "../../platform/dates/date-span.ts";
import { isWork } from "./runs-of-work.ts";

/** What a person's timers ran on a day; breaks and open runs do not count. */
export interface DayOfRuns {
  readonly date: string;
  readonly runCount: number;
  readonly ranMs: number;
}

/** Days in a zone with the ended runs that began on them, in one statement. */
export async function readDaysOfRuns(
  pool: Pool,
  userId: string,
  zone: string,
  { from, to }: Span,
): Promise<DayOfRuns[]> {
  const dates = datesBetween(from, to);
  // A date that a zone left out begins and ends at the same instant.
  const bounds = [...dates, addDays(to, 1)].map((date) => new Date(startOfDay(date, zone)));
  const { rows } = await pool.query<{ n: number; runCount: number; ranMs: number }>({
    name: "tasks-days-of-runs",
    text: `SELECT width_bucket(r.started_at, $2::timestamptz[]) AS n, count(*)::int AS "runCount",
        sum(r.ran_ms) AS "ranMs"
      FROM timer_runs r JOIN tasks k ON k.user_id = r.user_id AND k.id = r.task_id
      WHERE r.user_id = $1 AND r.started_at >= $3 AND r.started_at < $4 AND r.ended_at IS NOT NULL
        AND ${isWork("r.phase")} AND k.deleted_at IS NULL
      GROUP BY n`,
    values: [userId, bounds, bounds[0], bounds.at(-1)],
  });
  const sums = new Map(rows.map((row) => [row.n, row]));
  return dates.map((date, index) => {
    const { ranMs = 0, runCount = 0 } = sums.get(index + 1) ?? {};
    return { date, runCount, ranMs };
  });
}
