import { type HourBucket, hourBuckets, type LocalDay, localDay } from "@pacekeeper/domain/time/zones";
import { addTotals, NOTHING, type Totals } from "@pacekeeper/domain/tracking/pace";
import type { Pool } from "pg";
import { epoch, instant, type SessionRow } from "../session-row.ts";

/** An hour bucket with the questions that started in it. */
export interface HourSums extends Totals {
  readonly hour: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A local day's numbers: the sums of its hour buckets. */
export interface DaySums extends Totals, LocalDay {
  readonly zone: string;
  /** Sessions that started that day. */
  readonly sessionCount: number;
  readonly hours: readonly HourSums[];
}

/** A day's numbers with its sessions. */
export interface DayWithSessions extends DaySums {
  /** The sessions that started in it or continue into it, oldest first. */
  readonly sessions: readonly SessionRow[];
}

/**
 * Days in a zone, in the order of `dates`. Takes two statements, however many days.
 *
 * @param dates ascending local dates, YYYY-MM-DD
 * @param withHours false: each day is one bucket, which is much less to compute
 */
export async function readDays(
  pool: Pool,
  userId: string,
  zone: string,
  dates: readonly string[],
  withHours = true,
): Promise<DaySums[]> {
  const days = dates.map((date) => knownDay(date, zone, withHours));
  const end = days.at(-1)?.day.to ?? 0;
  const [sums, sessionCounts] = await Promise.all([
    questionSums(
      pool,
      userId,
      days.flatMap(({ starts }) => starts),
      end,
    ),
    startedSessions(
      pool,
      userId,
      days.flatMap(({ day, start }) => (day.from < day.to ? [start] : [])),
      end,
    ),
  ]);
  return days.map((known) => summed(known, zone, sums, sessionCounts.get(known.day.from) ?? 0));
}

/**
 * One day with its hours and its sessions, in one statement.
 *
 * @param date a local date, YYYY-MM-DD
 * @param now the present (epoch ms), up to which active sessions extend
 */
export async function readDayWithSessions(
  pool: Pool,
  userId: string,
  zone: string,
  date: string,
  now: number,
): Promise<DayWithSessions> {
  const known = knownDay(date, zone);
  const { day, starts } = known;
  if (day.from >= day.to) return { ...summed(known, zone, new Map(), 0), sessions: [] };
  const { rows } = await pool.query<{ sums: BucketSums[]; sessions: SessionRow[] }>({
    name: "tracking-day",
    text: `SELECT
      (SELECT coalesce(jsonb_agg(b), '[]') FROM (${QUESTION_SUMS}) b) AS sums,
      (SELECT coalesce(jsonb_agg(d ORDER BY d.started_at, d.id), '[]')
        FROM (${sessionsOfDay("($2::timestamptz[])[1]")}) d) AS sessions`,
    values: [userId, starts.map(({ text }) => text), instant(day.to), instant(now)],
  });
  const { sums = [], sessions = [] } = rows[0] ?? {};
  const started = sessions.filter(({ started_at }) => epoch(started_at) >= day.from).length;
  return { ...summed(known, zone, byBucket(sums, starts), started), sessions };
}

function summed(
  { day, buckets }: KnownDay,
  zone: string,
  sums: ReadonlyMap<number, Totals>,
  sessionCount: number,
): DaySums {
  const hours = buckets.map(({ hour, from, to }) => ({
    hour,
    startsAt: from,
    endsAt: to,
    ...(sums.get(from) ?? NOTHING),
  }));
  return { ...day, zone, sessionCount: day.from < day.to ? sessionCount : 0, hours, ...sumOf(hours) };
}

/** The sums of local days without their hours, for a calendar; one statement. */
export async function readDayTotals(
  pool: Pool,
  userId: string,
  zone: string,
  dates: readonly string[],
): Promise<{ date: string; totals: Totals }[]> {
  const days = dates.map((date) => localDay(date, zone)).filter(({ from, to }) => from < to);
  const starts = days.map(({ from }) => startAt(from));
  const sums = await questionSums(pool, userId, starts, days.at(-1)?.to ?? 0);
  return days.map(({ date, from }) => ({ date, totals: sums.get(from) ?? NOTHING }));
}

interface KnownDay {
  readonly day: LocalDay;
  readonly buckets: readonly HourBucket[];
  /** The first instants of the day and of its buckets, as statement parameters. */
  readonly start: Start;
  readonly starts: readonly Start[];
}

/** The start of a bucket. */
interface Start {
  readonly at: number;
  readonly text: string;
}

const startAt = (at: number): Start => ({ at, text: instant(at) });

/** A cache of days: their bounds never change, and computing them costs more than a statement. */
const knownDays = new Map<string, KnownDay>();
const MOST_KNOWN_DAYS = 5_000;

function knownDay(date: string, zone: string, withHours = true): KnownDay {
  const key = `${date} ${zone} ${withHours}`;
  const known = knownDays.get(key);
  if (known) return known;
  const day = localDay(date, zone);
  const buckets = withHours ? hourBuckets(date, zone) : wholeDay(day);
  const made = { day, buckets, start: startAt(day.from), starts: buckets.map(({ from }) => startAt(from)) };
  if (knownDays.size >= MOST_KNOWN_DAYS) knownDays.clear();
  knownDays.set(key, made);
  return made;
}

/** A day as its only bucket; none for a date that the zone left out. */
function wholeDay({ from, to }: LocalDay): HourBucket[] {
  return from < to ? [{ hour: 0, from, to }] : [];
}

/** The sums of parts that share no question. */
export function sumOf(parts: readonly Totals[]): Totals {
  return parts.reduce<Totals>((sum, { questionCount, rawMs, activeMs, targetMs }) => {
    return addTotals(sum, { questionCount, rawMs, activeMs, targetMs });
  }, NOTHING);
}

// The inner query reads only an index, however long the person's history. The outer query finds which sessions without
// an end are still active, by the same rule as the sweeper. $1: the person, $3: the day's end, $4: now.
const sessionsOfDay = (from: string) => `
  SELECT s.* FROM work_sessions s
  WHERE s.user_id = $1 AND s.id IN (
      SELECT w.id FROM work_sessions w
      WHERE w.user_id = $1 AND w.deleted_at IS NULL AND w.started_at < $3
        AND (w.started_at >= ${from} OR w.ended_at > ${from} OR w.ended_at IS NULL))
    AND (s.started_at >= ${from} OR s.ended_at IS NOT NULL OR $4 > ${from} AND (s.last_event_at > ${from}
      OR s.last_event_at > $4::timestamptz - make_interval(hours => s.abandon_after_hours)))`;

/**
 * Sessions that started in a day or continue into it, oldest first.
 *
 * @param now the present (epoch ms), up to which active sessions extend
 */
export async function readSessionsOfDay(
  pool: Pool,
  userId: string,
  day: LocalDay,
  now: number,
): Promise<SessionRow[]> {
  if (day.from >= day.to) return [];
  const { rows } = await pool.query<{ session: SessionRow }>({
    name: "tracking-day-sessions",
    text: `SELECT to_jsonb(d) AS session FROM (${sessionsOfDay("$2")}) d ORDER BY d.started_at, d.id`,
    values: [userId, instant(day.from), instant(day.to), instant(now)],
  });
  return rows.map(({ session }) => session);
}

/**
 * The sessions of each of several days, in one statement.
 *
 * @param days consecutive, in order
 * @param now the present (epoch ms), up to which active sessions extend
 */
export async function readSessionsOfDays(
  pool: Pool,
  userId: string,
  days: readonly LocalDay[],
  now: number,
): Promise<SessionRow[][]> {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  const rows = await readSessionsOfDay(pool, userId, { ...first, to: last.to }, now);
  const sessions = rows.map((row) => ({ row, ...extentOf(row, now) }));
  return days.map(({ from, to }) =>
    sessions
      .filter(({ end, start }) => from < to && start < to && (start >= from || end > from))
      .map(({ row }) => row),
  );
}

/** From when to when a session belongs to a day, by the statement's rule. Epoch milliseconds. */
function extentOf(row: SessionRow, now: number): { start: number; end: number } {
  const start = epoch(row.started_at);
  if (row.ended_at !== null) return { start, end: epoch(row.ended_at) };
  const lastEventAt = epoch(row.last_event_at);
  const isActive = lastEventAt > now - row.abandon_after_hours * 3_600_000;
  return { start, end: isActive ? now : Math.min(lastEventAt, now) };
}

/** The sums of a bucket; buckets are numbered from 1. */
interface BucketSums extends Totals {
  readonly bucket: number;
}

// Sums of counted questions by the bucket they started in. $1: the person, $2: where the buckets start, $3: the end.
const QUESTION_SUMS = `
  SELECT width_bucket(q.started_at, $2::timestamptz[]) AS bucket, count(*)::int AS "questionCount",
    sum(q.raw_ms) AS "rawMs", sum(q.active_ms) AS "activeMs", sum(q.target_ms) AS "targetMs"
  FROM questions q
  JOIN work_sessions s ON s.user_id = q.user_id AND s.id = q.session_id AND s.deleted_at IS NULL
  WHERE q.user_id = $1 AND q.removed_at IS NULL
    AND q.started_at >= ($2::timestamptz[])[1] AND q.started_at < $3
  GROUP BY 1`;

/** Sums of the counted questions by the bucket they started in, keyed by the bucket's first instant. */
async function questionSums(
  pool: Pool,
  userId: string,
  starts: readonly Start[],
  end: number,
): Promise<Map<number, Totals>> {
  if (starts.length === 0) return new Map();
  const { rows } = await pool.query<BucketSums>({
    name: "tracking-question-sums",
    text: QUESTION_SUMS,
    values: [userId, starts.map(({ text }) => text), instant(end)],
  });
  return byBucket(rows, starts);
}

function byBucket(sums: readonly BucketSums[], starts: readonly Start[]): Map<number, Totals> {
  return new Map(sums.map(({ bucket, ...totals }) => [starts[bucket - 1]?.at ?? 0, totals]));
}

/** How many sessions started in each day, keyed by the day's first instant. */
async function startedSessions(
  pool: Pool,
  userId: string,
  starts: readonly Start[],
  end: number,
): Promise<Map<number, number>> {
  if (starts.length === 0) return new Map();
  const { rows } = await pool.query<{ bucket: number; count: number }>({
    name: "tracking-session-counts",
    text: `
      SELECT width_bucket(s.started_at, $2::timestamptz[]) AS bucket, count(*)::int AS count
      FROM work_sessions s
      WHERE s.user_id = $1 AND s.deleted_at IS NULL
        AND s.started_at >= ($2::timestamptz[])[1] AND s.started_at < $3
      GROUP BY 1`,
    values: [userId, starts.map(({ text }) => text), instant(end)],
  });
  return new Map(rows.map(({ bucket, count }) => [starts[bucket - 1]?.at ?? 0, count]));
}
