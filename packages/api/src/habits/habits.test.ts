import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aHabit, aLog, askHabit, askHabitRaw, theHabit, theHabits } from "./testing/habit-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

const EVERY_DAY = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const update = (id: string, change: object) => askHabit(guest, "updateHabit", { id, ...change });
const names = async (archived = false) =>
  (await theHabits(guest, "name", archived)).map(({ name }: { name: string }) => name);
const today = new Date().toISOString().slice(0, 10);

describe("a habit", () => {
  it("is due every day and met by any minutes by default", async () => {
    const habit = await aHabit(guest, "  Deep\n work ");
    expect(habit).toMatchObject({
      name: "Deep work",
      category: null,
      colour: "VIOLET",
      goal: null,
      schedule: { weekdays: EVERY_DAY, timesAWeek: null },
      position: 0,
      version: 1,
      madeOn: today,
      archivedAt: null,
      stopwatchStartedAt: null,
      firstLoggedOn: null,
      logCount: 0,
      streak: { current: 0, best: 0, unit: "DAY" },
      links: [],
    });
    expect(await theHabit(guest, habit.id)).toEqual(habit);
  });

  it("keeps its goal, its weekdays from Monday on, and its category as first spelt", async () => {
    await aHabit(guest, "Running", { category: "Body" });
    const piano = await aHabit(guest, "Piano", {
      category: " BODY",
      colour: "BLUE",
      goal: { kind: "AT_LEAST", minutes: 20 },
      schedule: { weekdays: ["SATURDAY", "TUESDAY", "TUESDAY"] },
    });
    expect(piano).toMatchObject({
      category: "Body",
      colour: "BLUE",
      goal: { kind: "AT_LEAST", minutes: 20 },
      schedule: { weekdays: ["TUESDAY", "SATURDAY"], timesAWeek: null },
      position: 1,
    });
    const social = await aHabit(guest, "Social media", {
      goal: { kind: "AT_MOST", minutes: 0 },
      schedule: { timesAWeek: 5 },
    });
    expect(social).toMatchObject({ goal: { minutes: 0 }, schedule: { weekdays: EVERY_DAY, timesAWeek: 5 } });
    expect(social.streak.unit).toBe("WEEK");
  });

  it("is changed field by field, and loses what is set to null", async () => {
    const goal = { kind: "AT_LEAST", minutes: 20 };
    const { id } = await aHabit(guest, "Piano", { goal, category: "Craft", schedule: { timesAWeek: 2 } });
    expect((await update(id, { name: "Cello", colour: "TEAL" })).habit).toMatchObject({
      name: "Cello",
      colour: "TEAL",
      goal,
      category: "Craft",
      schedule: { timesAWeek: 2 },
      version: 2,
    });
    expect((await update(id, { goal: null, category: null, schedule: null })).habit).toMatchObject({
      goal: null,
      category: null,
      schedule: { weekdays: EVERY_DAY, timesAWeek: null },
      version: 3,
    });
  });

  it("stays as it is, version included, when the input changes nothing", async () => {
    const goal = { kind: "AT_MOST", minutes: 20 };
    const { id, version } = await aHabit(guest, "Piano", { goal });
    const same = { name: "Piano", goal, schedule: { weekdays: EVERY_DAY }, archived: false, position: 0 };
    expect((await update(id, same)).habit.version).toBe(version);
    expect((await update(id, {})).habit.version).toBe(version);
  });

  it("is made once per idempotency key, and another habit is refused that key", async () => {
    const input = { name: "Piano", idempotencyKey: randomUUID() };
    const sent = await Promise.all([1, 2, 3].map(() => askHabit(guest, "createHabit", input)));
    expect(new Set(sent.map(({ habit }) => habit.id)).size).toBe(1);
    expect(await names()).toEqual(["Piano"]);
    expect(await askHabit(guest, "createHabit", { ...input, name: "Cello" })).toMatchObject({
      __typename: "IdempotencyConflict",
    });
  });
});

describe("the list", () => {
  it("can be reordered, and closes the gaps of archived and deleted habits", async () => {
    const made = [];
    for (const name of ["A", "B", "C", "D"]) made.push(await aHabit(guest, name));
    const [a, b, , d] = made;
    await update(d.id, { position: 1 });
    expect(await names()).toEqual(["A", "D", "B", "C"]);
    await update(a.id, { position: 99 });
    expect(await names()).toEqual(["D", "B", "C", "A"]);
    await update(b.id, { archived: true });
    expect(await names()).toEqual(["D", "C", "A"]);
    expect(await names(true)).toEqual(["B"]);
    await askHabit(guest, "deleteHabit", { id: d.id });
    expect(await theHabits(guest, "name position")).toEqual([
      { name: "C", position: 0 },
      { name: "A", position: 1 },
    ]);
    expect((await update(b.id, { archived: false })).habit).toMatchObject({ archivedAt: null, position: 2 });
    expect(await names(true)).toEqual([]);
    await update(b.id, { archived: true });
    expect((await update(b.id, { archived: false, position: 1 })).habit).toMatchObject({ position: 1 });
    expect(await theHabits(guest, "name position")).toEqual([
      { name: "C", position: 0 },
      { name: "B", position: 1 },
      { name: "A", position: 2 },
    ]);
  });

  it("has each name once, ignoring case, but not counting archived habits", async () => {
    const { id } = await aHabit(guest, "Straße");
    const taken = { __typename: "InvalidInputError", issues: [{ path: ["name"], code: "TAKEN" }] };
    expect(await askHabit(guest, "createHabit", { name: "STRASSE " })).toMatchObject(taken);
    await update(id, { archived: true });
    const second = await aHabit(guest, "strasse");
    expect(await update(id, { archived: false })).toMatchObject(taken);
    expect(await update(id, { archived: false, name: "Street" })).toMatchObject({
      habit: { name: "Street", archivedAt: null },
    });
    expect(await update(second.id, { name: "STREET" })).toMatchObject(taken);
    expect(await update(second.id, { name: "Strasse" })).toMatchObject({ habit: { name: "Strasse" } });
    const other = await application.aGuest();
    expect((await aHabit(other, "Street")).name).toBe("Street");
  });

  it("takes one of several habits of the same name that are made at once", async () => {
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => askHabit(guest, "createHabit", { name: "Piano" })),
    );
    const kinds = sent.map(({ __typename }) => __typename).sort();
    expect(kinds).toEqual(["CreateHabitPayload", ...Array(5).fill("InvalidInputError")]);
  });

  it("ends at 300, archived ones included", async () => {
    await application.db.pool.query(
      `INSERT INTO habits (id, user_id, name, name_key, colour, weekdays, rank, made_on, created_at, archived_at)
       SELECT gen_random_uuid(), $1, 'H' || n, 'h' || n, 'TEAL', '{1,2,3,4,5,6,7}', 0, current_date, now(), now()
       FROM generate_series(1, 299) n`,
      [guest.userId],
    );
    await aHabit(guest, "The last one");
    expect(await askHabit(guest, "createHabit", { name: "One more" })).toMatchObject({
      __typename: "TooManyHabits",
      message: expect.stringContaining("300"),
    });
  });
});

describe("a deleted habit", () => {
  it("is gone, with its logs", async () => {
    const { id } = await aHabit(guest);
    const log = await aLog(guest, id, "2026-06-02", 25);
    expect((await theHabit(guest, id)).logCount).toBe(1);
    expect(await askHabit(guest, "deleteHabit", { id })).toMatchObject({ deletedId: id });
    expect(await theHabit(guest, id)).toBeNull();
    expect(
      (await guest.ask("query ($id: ID!) { node(id: $id) { id } }", { id: log.id })).data.node,
    ).toBeNull();
    expect(await askHabit(guest, "deleteHabit", { id })).toMatchObject({ __typename: "NotFound" });
    const { rows } = await application.db.pool.query(
      "SELECT count(*)::int AS count FROM habit_days WHERE user_id = $1",
      [guest.userId],
    );
    expect(rows).toEqual([{ count: 0 }]);
  });
});

describe("an invalid habit", () => {
  const refused = async (input: object, path: string[], code: string) => {
    const it = await askHabit(guest, "createHabit", { name: "Reading", ...input });
    expect(it).toMatchObject({ __typename: "InvalidInputError", issues: [{ path, code }] });
  };

  it.each([
    ["an empty name", { name: " \n " }, ["name"], "TOO_SMALL"],
    ["a name of 101 characters", { name: "é".repeat(101) }, ["name"], "TOO_BIG"],
    ["a category of 51", { category: "c".repeat(51) }, ["category"], "TOO_BIG"],
    ["a goal of no minutes", { goal: { kind: "AT_LEAST", minutes: 0 } }, ["goal", "minutes"], "TOO_SMALL"],
    ["a negative limit", { goal: { kind: "AT_MOST", minutes: -1 } }, ["goal", "minutes"], "TOO_SMALL"],
    [
      "a goal of more than a day",
      { goal: { kind: "AT_MOST", minutes: 1441 } },
      ["goal", "minutes"],
      "TOO_BIG",
    ],
    ["a schedule of no weekday", { schedule: { weekdays: [] } }, ["schedule", "weekdays"], "TOO_SMALL"],
    ["a schedule of 8 times a week", { schedule: { timesAWeek: 8 } }, ["schedule", "timesAWeek"], "TOO_BIG"],
    [
      "a schedule of no times a week",
      { schedule: { timesAWeek: 0 } },
      ["schedule", "timesAWeek"],
      "TOO_SMALL",
    ],
  ])("is refused: %s", async (_what, input, path, code) => {
    await refused(input, path, code);
    expect(await names()).toEqual([]);
  });

  it("is refused with every problem at once", async () => {
    const input = { name: "", category: "c".repeat(51), goal: { kind: "AT_LEAST", minutes: 0 } };
    const { issues } = await askHabit(guest, "createHabit", input);
    expect(issues.map(({ path }: { path: string[] }) => path.join("."))).toEqual(
      expect.arrayContaining(["name", "category", "goal.minutes"]),
    );
  });

  it.each([
    ["half a minute", { goal: { kind: "AT_LEAST", minutes: 30.5 } }],
    ["a schedule of both kinds", { schedule: { timesAWeek: 2, weekdays: ["MONDAY"] } }],
    ["a schedule of no kind", { schedule: {} }],
    ["an unknown weekday", { schedule: { weekdays: ["SOMEDAY"] } }],
    ["an unknown colour", { colour: "PINK" }],
  ])("fails the whole request: %s", async (_what, input) => {
    const { errors } = await askHabitRaw(guest, "createHabit", { name: "Reading", ...input });
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

it("Another person's habit is not found by any request", async () => {
  const other = await application.aGuest();
  const { id } = await aHabit(other, "Theirs");
  const log = await aLog(other, id, "2026-06-02", 25);
  const asked: [string, object][] = [
    ["updateHabit", { id, name: "Mine" }],
    ["deleteHabit", { id }],
    ["logHabit", { habitId: id, date: "2026-06-02", minutes: 5 }],
    ["skipHabit", { habitId: id, date: "2026-06-02" }],
    ["startHabitStopwatch", { habitId: id }],
    ["stopHabitStopwatch", { habitId: id }],
    ["linkHabit", { habitId: id, source: "TIMERS" }],
    ["updateHabitLog", { id: log.id, minutes: 5 }],
    ["deleteHabitLog", { id: log.id }],
    ["restoreHabitLog", { id: log.id }],
  ];
  for (const [name, input] of asked) {
    expect(await askHabit(guest, name, input)).toMatchObject({ __typename: "NotFound" });
  }
  expect(await theHabit(other, id)).toMatchObject({ name: "Theirs", logCount: 1, version: 1 });
});
