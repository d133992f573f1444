import { enoughData } from "@pacekeeper/domain/habits/enough";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import { addDays, datesBetween } from "@pacekeeper/domain/time/calendar-date";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { spanOf } from "../../platform/dates/date-span.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { aHabitOnRecord, aPersonOnRecord } from "../testing/habits-on-record.ts";
import { habitsFrom } from "../testing/random-habits.ts";
import { slowCategories, slowEnough, slowFirstDate, slowSpan } from "../testing/slow-habits.ts";
import { readCategories, readSpans } from "./statistics.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

// A leap year's February is in the middle of the logged dates.
const FROM = "2027-07-01";
const LEAP_DAY = "2028-02-29";

const length = fc.oneof(
  fc.constantFrom({ days: 7 }, { days: 28 }, { months: 12 }),
  fc.record({ days: fc.integer({ min: 1, max: 371 }) }),
  fc.record({ months: fc.integer({ min: 1, max: 12 }) }),
);
const until = fc.oneof(
  fc.noBias(fc.integer({ min: -20, max: 700 })).map((days) => addDays(FROM, days)),
  fc.constantFrom("2028-02-28", LEAP_DAY, "2028-03-01", "2028-03-31", "2029-02-28", "2027-12-31"),
);
const filed = habitsFrom(FROM).chain((habit) =>
  fc.record({ category: fc.constantFrom("", "Body", "Mind"), isArchived: fc.boolean() }).map((file) => {
    return { ...habit, ...file };
  }),
);

it("Whatever was logged, the sums over any dates equal those of the rules, date by date", async () => {
  const seen = { enough: 0, tooLittle: 0, leapDays: 0 };
  const looks = fc.array(fc.tuple(length, until), { minLength: 3, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(filed, { minLength: 1, maxLength: 4 }), looks, async (habits, asked) => {
      const userId = await aPersonOnRecord(db);
      const ids: string[] = [];
      for (const habit of habits) ids.push(await aHabitOnRecord(db, userId, habit));
      for (const [long, to] of asked) {
        const span = spanOf({ span: long, to }, FROM);
        expect(span).toEqual({ from: slowFirstDate(to, long), to });
        const read = await readSpans(
          db.pool,
          userId,
          ids.map((habitId) => ({ habitId, ...span })),
        );
        for (const [index, habit] of habits.entries()) {
          const sums = { place: index + 1, ...slowSpan(habit, span.from, to) };
          expect(read[index], `${span.from} to ${to}`).toEqual(sums);
        }
        const categories = await readCategories(db.pool, userId, span);
        const byName = (a: { category: string }, b: { category: string }) =>
          a.category < b.category ? -1 : 1;
        expect([...categories].sort(byName)).toEqual(slowCategories(habits, span.from, to));
        for (const [index, { totalMinutes }] of categories.entries()) {
          const before = categories[index - 1];
          if (before) expect(totalMinutes).toBeLessThanOrEqual(before.totalMinutes);
        }
        for (const { firstOn } of categories) {
          const { hasEnoughData } = enoughData(firstOn, to);
          expect(hasEnoughData, `first on ${firstOn}, until ${to}`).toBe(slowEnough(firstOn, to));
          seen[hasEnoughData ? "enough" : "tooLittle"] += 1;
        }
        if (span.from <= LEAP_DAY && to >= LEAP_DAY) seen.leapDays += 1;
      }
    }),
    { numRuns: runs(40) },
  );
  // The property proves little if it hardly sees any minutes.
  expect(Math.min(seen.enough, seen.tooLittle, seen.leapDays)).toBeGreaterThan(2);
}, 120_000);

it("Over a year with a leap day every date appears once, and the average is over 366 days", async () => {
  const userId = await aPersonOnRecord(db);
  const logs = [
    { date: LEAP_DAY, minutes: 100 },
    { date: "2027-02-28", minutes: 1440 },
    { date: "2027-03-01", minutes: 83 },
  ];
  const schedule = { kind: "TIMES_A_WEEK", times: 1 } as const;
  const id = await aHabitOnRecord(db, userId, {
    goal: null,
    schedule,
    madeOn: FROM,
    logs,
    skips: [LEAP_DAY],
  });
  const span = spanOf({ span: { months: 12 } }, LEAP_DAY);
  expect(span).toEqual({ from: "2027-03-01", to: LEAP_DAY });
  const [read] = await readSpans(db.pool, userId, [{ habitId: id, ...span }]);
  const dates = datesBetween(span.from, span.to);
  expect(dates).toHaveLength(366);
  expect(read?.minutes).toEqual([83, ...Array(364).fill(0), 100]);
  expect(read?.skipped).toEqual([...Array(365).fill(false), true]);
  // 183 in 366 days are half a minute exactly.
  expect(read).toMatchObject({ totalMinutes: 183, averageMinutes: 0.5, firstOn: "2027-02-28" });
});

it("A person sees only the sums of their own habits, and none without habits", async () => {
  const [one, other] = [await aPersonOnRecord(db), await aPersonOnRecord(db)];
  const schedule = { kind: "TIMES_A_WEEK", times: 1 } as const;
  const logs = [{ date: FROM, minutes: 5 }];
  const theirs = await aHabitOnRecord(db, other, { goal: null, schedule, madeOn: FROM, logs, skips: [] });
  const span = { from: FROM, to: FROM };
  expect(await readSpans(db.pool, one, [{ habitId: theirs, ...span }])).toEqual([undefined]);
  expect(await readCategories(db.pool, one, span)).toEqual([]);
  expect(await readCategories(db.pool, other, span)).toEqual([
    { category: "", habitCount: 1, totalMinutes: 5, averageMinutes: 5, firstOn: FROM },
  ]);
});
