import { type HabitHistory, streakOf } from "@pacekeeper/domain/habits/streak";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import { addDays, daysFrom } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { aHabitOnRecord, aPersonOnRecord } from "../testing/habits-on-record.ts";
import { habitsFrom, lastDate, weekStarts } from "../testing/random-habits.ts";
import { readStreaks } from "../testing/streaks.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

const FROM = "2026-01-01";

/** When habits are read: some thousandths into their lives, or some days after the end of the first one's. */
const look = fc.record({
  when: fc.oneof(
    fc.record({ into: fc.noBias(fc.nat({ max: 1_000 })) }),
    fc.record({ past: fc.noBias(fc.integer({ min: -1, max: 16 })) }),
  ),
  weekStart: weekStarts,
});

it("Whatever was logged and skipped, the streaks on any day equal those of the rules, date by date", async () => {
  const seen = { DAY: 0, WEEK: 0, broken: 0, longest: 0 };
  const habits = fc.array(habitsFrom(FROM), { minLength: 2, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(habits, fc.array(look, { minLength: 10, maxLength: 16 }), async (kept, looks) => {
      const userId = await aPersonOnRecord(db);
      const ids: string[] = [];
      for (const habit of kept) ids.push(await aHabitOnRecord(db, userId, habit));
      const ends = kept.map((habit) => daysFrom(FROM, lastDate(habit)));
      for (const { weekStart, when } of looks) {
        const day = "past" in when ? (ends[0] ?? 0) + when.past : (when.into / 1_000) * Math.max(...ends);
        const today = addDays(FROM, Math.round(day));
        const calendar = { zone: "UTC", today, weekStart };
        const read = await readStreaks(db.pool, userId, ids, calendar);
        for (const [index, habit] of kept.entries()) {
          const expected = streakOf(habit, today, weekStart);
          expect(read.get(ids[index] ?? ""), `on ${today}, weeks from ${weekStart}`).toEqual(expected);
          seen[expected.unit] += 1;
          if (expected.current < expected.best) seen.broken += 1;
          seen.longest = Math.max(seen.longest, expected.best);
        }
      }
    }),
    { numRuns: runs(30) },
  );
  // The property proves little if there are hardly any streaks.
  expect(Math.min(seen.DAY, seen.WEEK, seen.broken)).toBeGreaterThan(5);
  expect(seen.longest).toBeGreaterThan(7);
}, 120_000);

it("Another person's habits are not read", async () => {
  const [one, other] = [await aPersonOnRecord(db), await aPersonOnRecord(db)];
  const habit: HabitHistory = {
    goal: null,
    schedule: { kind: "TIMES_A_WEEK", times: 1 },
    madeOn: FROM,
    logs: [{ date: FROM, minutes: 5 }],
    skips: [],
  };
  const ids = [await aHabitOnRecord(db, one, habit), await aHabitOnRecord(db, other, habit)];
  const read = await readStreaks(db.pool, one, ids, { zone: "UTC", today: FROM, weekStart: "MONDAY" });
  expect([...read]).toEqual([[ids[0], { current: 1, best: 1, unit: "WEEK" }]]);
});
