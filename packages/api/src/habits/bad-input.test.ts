import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { everyRowOf } from "../testing/everything-of-a-person.ts";
import { aHabit, aLog, askHabit, askHabitRaw, theHabit } from "./testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
let habitId: string;
let logId: string;
beforeAll(async () => {
  application = await aTestApplication();
});
// A zone where it is about noon, so that no midnight passes during a test.
const hoursAhead = 12 - new Date().getUTCHours();
const zone = `Etc/GMT${hoursAhead > 0 ? "-" : "+"}${Math.abs(hoursAhead)}`;
beforeEach(async () => {
  guest = await application.aGuest(zone);
  habitId = (await aHabit(guest)).id;
  logId = (await aLog(guest, habitId, DAY, 25)).id;
});
afterAll(() => application.close());

const DAY = "2026-06-02";
const inDays = (days: number) =>
  new Date(Date.now() + (hoursAhead + days * 24) * 3_600_000).toISOString().slice(0, 10);
const everything = () => everyRowOf(application.db.pool, guest.userId);

/** Runs `ask` and asserts that it changed none of the person's rows, byte for byte. */
async function withoutChange<Result>(ask: () => Promise<Result>): Promise<Result> {
  const before = await everything();
  const result = await ask();
  expect(await everything()).toBe(before);
  return result;
}

/** The mutations that take minutes, dates and notes, with valid input. */
const DOORS = [
  ["logHabit", () => ({ habitId, date: "2026-06-04", minutes: 5 })],
  ["updateHabitLog", () => ({ id: logId })],
] as const;

describe.each(DOORS)("%s", (name, right) => {
  it.each([
    ["no minutes", { minutes: 0 }, "minutes", "TOO_SMALL", /At least 1 minute/],
    ["negative minutes", { minutes: -1 }, "minutes", "TOO_SMALL", /At least 1 minute/],
    ["more minutes than a day has", { minutes: 1441 }, "minutes", "TOO_BIG", /At most 1,440 minutes/],
    ["the largest Int", { minutes: 2 ** 31 - 1 }, "minutes", "TOO_BIG", /At most 1,440/],
    ["tomorrow", { date: inDays(1) }, "date", "TOO_LATE", /is in the future: today is \d{4}-\d\d-\d\d/],
    ["next week", { date: inDays(7) }, "date", "TOO_LATE", /is in the future/],
    ["the year 9998", { date: "9998-12-31" }, "date", "TOO_LATE", /is in the future/],
    ["the day before 1970", { date: "1969-12-31" }, "date", "TOO_EARLY", /No earlier than 1 January 1970/],
    ["the year 2", { date: "0002-01-01" }, "date", "TOO_EARLY", /No earlier than 1 January 1970/],
    ["a note of 501 characters", { note: "é".repeat(501) }, "note", "TOO_BIG", /At most 500 characters/],
  ])("refuses %s, and says what is allowed", async (_what, wrong, field, code, message) => {
    const it = await withoutChange(() => askHabit(guest, name, { ...right(), ...wrong }));
    expect(it).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: [field], code, message: expect.stringMatching(message) }],
    });
    expect(it.message).toMatch(message);
  });

  it("reports every problem at once", async () => {
    const wrong = { date: "1969-12-31", minutes: 0, note: "x".repeat(501) };
    const { issues } = await withoutChange(() => askHabit(guest, name, { ...right(), ...wrong }));
    const paths = issues.map(({ path }: { path: string[] }) => path.join("."));
    expect(paths.sort()).toEqual(["date", "minutes", "note"]);
  });

  it.each([
    ["half a minute", { minutes: 30.5 }, /30\.5/],
    ["minutes as text", { minutes: "25" }, /"25"/],
    ["minutes beyond the schema's Int", { minutes: 2 ** 31 }, /2147483648/],
    ["30 February", { date: "2026-02-30" }, /2026-02-30 is not a calendar date/],
    ["29 February of a year that has none", { date: "2025-02-29" }, /2025-02-29 is not a calendar date/],
    ["the year 9999", { date: "9999-12-31" }, /too far away/],
    ["a date with a time", { date: "2026-06-02T00:00:00Z" }, /YYYY-MM-DD/],
    ["a date that is a number", { date: 20_260_602 }, /Date/],
    ["a year of five digits", { date: "10000-01-01" }, /YYYY-MM-DD/],
    ["a note with NUL", { note: "a\0b" }, /NUL/],
  ])("fails the whole request for %s", async (_what, wrong, message) => {
    const input = { ...right(), ...wrong };
    const { data, errors } = await withoutChange(() => askHabitRaw(guest, name, input));
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "BAD_USER_INPUT" } },
    ]);
    expect(errors[0]?.message).not.toMatch(/prisma|invocation|postgres/i);
  });

  it("accepts the boundary values", async () => {
    const note = "😀".repeat(500);
    const input = { ...right(), date: "1970-01-01", minutes: 1440, note };
    expect(await askHabit(guest, name, input)).toMatchObject({
      log: { date: "1970-01-01", minutes: 1440, note },
    });
    expect(await askHabit(guest, name, { ...right(), date: inDays(0) })).toMatchObject({
      log: { date: inDays(0) },
    });
  });
});

describe("a full day", () => {
  const FULL = {
    __typename: "HabitDayFull",
    message: expect.stringMatching(/already logged on .*Nothing was changed/),
  };

  it("takes no further minute through any mutation", async () => {
    await aLog(guest, habitId, DAY, 1415);
    const other = await aLog(guest, habitId, "2026-06-03", 1);
    const deleted = await aLog(guest, habitId, "2026-06-03", 2);
    await askHabit(guest, "deleteHabitLog", { id: deleted.id });
    await aLog(guest, habitId, "2026-06-03", 1439);
    for (const [name, input] of [
      ["logHabit", { habitId, date: DAY, minutes: 1 }],
      ["updateHabitLog", { id: logId, minutes: 26 }],
      ["updateHabitLog", { id: other.id, date: DAY }],
      ["restoreHabitLog", { id: deleted.id }],
    ] as const) {
      expect(await withoutChange(() => askHabit(guest, name, input)), name).toMatchObject(FULL);
    }
  });

  it("is not overfilled by ten requests that log, move and restore at the same moment", async () => {
    const apart = await Promise.all(
      Array.from({ length: 6 }, (_, day) => aLog(guest, habitId, `2026-05-0${day + 1}`, 200)),
    );
    const moved = apart.slice(0, 3).map(({ id }) => askHabit(guest, "updateHabitLog", { id, date: DAY }));
    const logged = [1, 2, 3, 4].map(() => askHabit(guest, "logHabit", { habitId, date: DAY, minutes: 200 }));
    const grown = apart
      .slice(3)
      .map(({ id }) => askHabit(guest, "updateHabitLog", { id, date: DAY, minutes: 300 }));
    const answers = await Promise.all([...moved, ...logged, ...grown]);
    const kinds = new Set(answers.map(({ __typename }) => __typename));
    expect(kinds).toContain("HabitDayFull");
    const { rows } = await application.db.pool.query(
      `SELECT (SELECT sum(minutes)::int FROM habit_logs WHERE user_id = $1 AND date = $2 AND deleted_at IS NULL) AS logs,
        (SELECT minutes FROM habit_days WHERE user_id = $1 AND date = $2) AS day`,
      [guest.userId, DAY],
    );
    expect(rows[0].day).toBe(rows[0].logs);
    expect(rows[0].day).toBeGreaterThan(1140);
    expect(rows[0].day).toBeLessThanOrEqual(1440);
  });
});

describe("an unknown id", () => {
  const ids = { Habit: btoa(`Habit:${randomUUID()}`), HabitLog: btoa(`HabitLog:${randomUUID()}`) };

  it.each([
    ["logHabit", { habitId: ids.Habit, date: DAY, minutes: 5 }],
    ["skipHabit", { habitId: ids.Habit, date: DAY }],
    ["startHabitStopwatch", { habitId: ids.Habit }],
    ["stopHabitStopwatch", { habitId: ids.Habit }],
    ["linkHabit", { habitId: ids.Habit, source: "TIMERS" }],
    ["updateHabitLog", { id: ids.HabitLog, minutes: 5 }],
    ["deleteHabitLog", { id: ids.HabitLog }],
    ["restoreHabitLog", { id: ids.HabitLog }],
    ["unlinkHabit", { id: btoa(`HabitLink:${randomUUID()}`) }],
  ])("is not found by %s", async (name, input) => {
    expect(await withoutChange(() => askHabit(guest, name, input))).toMatchObject({
      __typename: "NotFound",
      message: expect.stringMatching(/does not exist. Nothing was changed/),
    });
  });

  it("of another type, or not an id at all, is refused by logHabit", async () => {
    for (const wrong of [logId, "", "x", habitId.slice(1), randomUUID(), btoa("Habit:7"), btoa("Habit:\0")]) {
      const input = { habitId: wrong, date: DAY, minutes: 5 };
      const { data, errors } = await withoutChange(() => askHabitRaw(guest, "logHabit", input));
      expect(errors[0]?.extensions.code ?? data.it.__typename).toMatch(/^(BAD_USER_INPUT|NotFound)$/);
      expect(errors[0]?.message ?? data.it.message).not.toMatch(/prisma|invocation|Internal/i);
    }
  });
});

describe("an archived habit", () => {
  beforeEach(() => askHabit(guest, "updateHabit", { id: habitId, archived: true }));

  it.each([
    ["logHabit", { date: DAY, minutes: 5 }],
    ["skipHabit", { date: DAY }],
    ["startHabitStopwatch", {}],
    ["linkHabit", { source: "TIMERS" }],
  ])("takes nothing through %s, and says how to change that", async (name, input) => {
    expect(await withoutChange(() => askHabit(guest, name, { habitId, ...input }))).toMatchObject({
      __typename: "HabitArchived",
      message: expect.stringMatching(/Nothing was changed. Take it out of the archive first/),
    });
  });

  it("keeps what it has", async () => {
    expect(await theHabit(guest, habitId)).toMatchObject({ logCount: 1, firstLoggedOn: DAY });
  });
});

describe("a date to skip", () => {
  it.each([
    ["tomorrow", inDays(1), "TOO_LATE"],
    ["the year 9998", "9998-12-31", "TOO_LATE"],
    ["the day before 1970", "1969-12-31", "TOO_EARLY"],
  ])("is refused when it is %s", async (_what, date, code) => {
    expect(await withoutChange(() => askHabit(guest, "skipHabit", { habitId, date }))).toMatchObject({
      __typename: "InvalidInputError",
      issues: [{ path: ["date"], code }],
    });
  });
});

describe("a name or a category with NUL", () => {
  it.each([{ name: "Read\0ing" }, { name: "Running", category: "Bo\0dy" }])(
    "is refused: %j",
    async (input) => {
      for (const [mutation, more] of [
        ["createHabit", {}],
        ["updateHabit", { id: habitId }],
      ] as const) {
        const asked = () => askHabitRaw(guest, mutation, { ...more, ...input });
        const { errors } = await withoutChange(asked);
        expect(errors).toMatchObject([
          { message: expect.stringMatching(/NUL/), extensions: { code: "BAD_USER_INPUT" } },
        ]);
      }
    },
  );
});
