import { randomUUID } from "node:crypto";
import { ODD_DAYS, offsetChanges, slowBuckets, wallClock } from "@pacekeeper/domain/testing/days-by-intl";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import { addDays, datesFrom } from "@pacekeeper/domain/time/calendar-date";
import { localDay } from "@pacekeeper/domain/time/zones";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { type CountedQuestion, isOn, slowSums } from "../testing/slow-days.ts";
import {
  readDays,
  readDayTotals,
  readDayWithSessions,
  readSessionsOfDay,
  readSessionsOfDays,
  sumOf,
} from "./summaries.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const zones = Intl.supportedValuesOf("timeZone");

let db: TestDatabase;
const userId = randomUUID();
/** The questions that count, as this file keeps them; the others are stored too. */
const counted: CountedQuestion[] = [];
const kept: { id: string; startedAt: number; endedAt: number }[] = [];
/** Zones with the local dates that are tested. */
const places: (readonly [zone: string, date: string])[] = [];

/** Makes sessions with a few questions around an instant; some questions are removed, some sessions deleted. */
function sessionsAround(instant: number, random: () => number) {
  const of = (most: number) => Math.floor(random() * most);
  return Array.from({ length: 12 }, () => {
    const sessionId = randomUUID();
    let at = instant - 14 * HOUR + of(27 * HOUR);
    const deleted = random() < 0.2;
    const startedAt = at;
    const questions = Array.from({ length: 1 + of(6) }, () => {
      // Some begin at the exact instant, or a millisecond off.
      const near = [instant, instant - 1, instant + 1, instant + HOUR, instant - HOUR][of(30)];
      if (near !== undefined && near > at) at = near;
      const rawMs = 1 + of(90 * MINUTE);
      const activeMs = of(rawMs + 1);
      const question = { startedAt: at, rawMs, activeMs, targetMs: 1 + of(600_000) };
      const removed = random() < 0.2;
      if (!deleted && !removed) counted.push(question);
      at += rawMs;
      return { ...question, removed };
    });
    if (!deleted) kept.push({ id: sessionId, startedAt, endedAt: at });
    return { sessionId, startedAt, deleted, questions, endedAt: at };
  });
}

const iso = (at: number) => new Date(at).toISOString();

async function store(sessions: ReturnType<typeof sessionsAround>): Promise<void> {
  const ended = iso(Date.UTC(2028, 6, 1));
  await db.pool.query(
    `INSERT INTO work_sessions (id, user_id, key, timezone, target_ms, abandon_after_hours, started_at,
      last_event_at, ended_at, end_reason, is_current, deleted_at)
     SELECT id, $1, id, 'UTC', 330000, 4, started, ended, ended, 'EXIT', false, deleted
     FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
       AS s(id, started, ended, deleted)`,
    [
      userId,
      sessions.map(({ sessionId }) => sessionId),
      sessions.map(({ startedAt }) => iso(startedAt)),
      sessions.map(({ endedAt }) => iso(endedAt)),
      sessions.map(({ deleted }) => (deleted ? ended : null)),
    ],
  );
  const all = sessions.flatMap(({ sessionId, questions }) =>
    questions.map((question, index) => ({ ...question, sessionId, index: index + 1 })),
  );
  await db.pool.query(
    `INSERT INTO questions (id, user_id, session_id, index, started_at, ended_at, raw_ms, active_ms,
      target_ms, removed_at)
     SELECT gen_random_uuid(), $1, session, index, started, ended, raw, active, target, removed
     FROM unnest($2::uuid[], $3::int[], $4::timestamptz[], $5::timestamptz[], $6::float8[], $7::float8[],
       $8::float8[], $9::timestamptz[]) AS q(session, index, started, ended, raw, active, target, removed)`,
    [
      userId,
      all.map(({ sessionId }) => sessionId),
      all.map(({ index }) => index),
      all.map(({ startedAt }) => iso(startedAt)),
      all.map(({ startedAt, rawMs }) => iso(startedAt + rawMs)),
      all.map(({ rawMs }) => rawMs),
      all.map(({ activeMs }) => activeMs),
      all.map(({ targetMs }) => targetMs),
      all.map(({ removed }) => (removed ? ended : null)),
    ],
  );
}

/** Pseudo-random numbers from 0 to 1, the same in every run, so that a failure can be reproduced. */
function sameChance(): () => number {
  let state = 20_261_120;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

beforeAll(async () => {
  db = await aTestDatabase({ poolSize: 2 });
  await db.pool.query("INSERT INTO users (id) VALUES ($1)", [userId]);
  const instants = new Set<number>();
  for (const zone of zones) {
    for (const change of offsetChanges(zone, Date.UTC(2025, 0), Date.UTC(2028, 0))) {
      instants.add(change);
      const { date } = wallClock(change, zone);
      for (const days of [-1, 0, 1]) places.push([zone, addDays(date, days)]);
    }
  }
  for (const [zone, date] of ODD_DAYS) {
    const first = slowBuckets(date, zone)[0]?.from ?? Date.parse(`${date}T10:00:00Z`);
    instants.add(first);
    places.push([zone, date]);
  }
  const random = sameChance();
  await store([...instants].flatMap((instant) => sessionsAround(instant, random)));
  // Autovacuum would do this soon.
  await db.pool.query("ANALYZE");
}, 180_000);
afterAll(() => db.close());

/** The sums of a date, from every question's wall clock. */
function slowDay(date: string, zone: string) {
  const hours = slowBuckets(date, zone).map(({ hour, from, to }) => ({
    hour,
    startsAt: from,
    endsAt: to,
    ...slowSums(counted, ({ startedAt }) => startedAt >= from && startedAt < to),
  }));
  return {
    date,
    hours,
    sessionCount: kept.filter(({ startedAt }) => isOn(startedAt, date, zone)).length,
    ...slowSums(counted, ({ startedAt }) => isOn(startedAt, date, zone)),
  };
}

/** Long after all stored sessions. */
const NOW = Date.UTC(2028, 6);

function told(day: Awaited<ReturnType<typeof readDays>>[number]) {
  const { date, hours, sessionCount, questionCount, rawMs, activeMs, targetMs } = day;
  return { date, hours, sessionCount, questionCount, rawMs, activeMs, targetMs };
}

const place = fc
  .nat(1_000_000)
  .map((index) => places[index % places.length] ?? (["UTC", "2026-01-01"] as const));

describe("the sums of days", () => {
  it("are tested with thousands of questions around hundreds of offset changes", () => {
    expect(counted.length).toBeGreaterThan(3_000);
    expect(places.length).toBeGreaterThan(2_000);
  });

  it("are the sums of the questions whose wall clock shows that date and hour", async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([zone, date]) => {
        const [day] = await readDays(db.pool, userId, zone, [date]);
        expect(day && told(day), `${zone} ${date}`).toEqual(slowDay(date, zone));
      }),
      { numRuns: runs(2_000) },
    );
  }, 300_000);

  it("of a week and of the calendar are those of their days", async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: -6, max: 0 }), async ([zone, date], before) => {
        const dates = datesFrom(addDays(date, before), 7);
        const week = await readDays(db.pool, userId, zone, dates);
        const slow = dates.map((one) => slowDay(one, zone));
        expect(week.map(told), `${zone} ${date}`).toEqual(slow);
        const whole = await readDays(db.pool, userId, zone, dates, false);
        expect(whole.map((day) => ({ ...told(day), hours: [] }))).toEqual(
          slow.map((day) => ({ ...day, hours: [] })),
        );
        const sessions = await readSessionsOfDays(db.pool, userId, week, NOW);
        for (const [index, day] of week.entries()) {
          expect(sessions[index]).toEqual(await readSessionsOfDay(db.pool, userId, day, NOW));
        }
        const inWeek = ({ startedAt }: CountedQuestion) => dates.some((one) => isOn(startedAt, one, zone));
        expect(sumOf(week)).toEqual(slowSums(counted, inWeek));
        const totals = await readDayTotals(db.pool, userId, zone, dates);
        const existing = slow.filter(({ hours }) => hours.length > 0);
        expect(totals).toEqual(
          existing.map(({ date: one, questionCount, rawMs, activeMs, targetMs }) => ({
            date: one,
            totals: { questionCount, rawMs, activeMs, targetMs },
          })),
        );
      }),
      { numRuns: runs(250) },
    );
  }, 300_000);

  it("come with the sessions that start in them or continue into them, oldest first", async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([zone, date]) => {
        const from = slowBuckets(date, zone)[0]?.from;
        const sessions = kept.filter(({ startedAt, endedAt }) => {
          if (from === undefined) return false;
          return isOn(startedAt, date, zone) || (startedAt < from && endedAt > from);
        });
        const oldestFirst = sessions.toSorted((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1));
        const rows = await readSessionsOfDay(db.pool, userId, localDay(date, zone), NOW);
        expect(
          rows.map(({ id }) => id),
          `${zone} ${date}`,
        ).toEqual(oldestFirst.map(({ id }) => id));
        const day = await readDayWithSessions(db.pool, userId, zone, date, NOW);
        expect(told(day), `${zone} ${date}, read at once`).toEqual(slowDay(date, zone));
        expect(day.sessions).toEqual(rows);
      }),
      { numRuns: runs(500) },
    );
  }, 120_000);

  it("do not contain other people's questions", async () => {
    const [zone, date] = places[0] ?? ["UTC", "2026-01-01"];
    const [day] = await readDays(db.pool, randomUUID(), zone, [date]);
    expect(day).toMatchObject({ questionCount: 0, activeMs: 0, sessionCount: 0 });
  });
});
