import { isInputObjectType, isNonNullType } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { askHabit } from "./habits/testing/habit-requests.ts";
import { schema } from "./schema.ts";
import { askTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";

let application: TestApplication;
let guest: Guest;
/** What each update that names an object is sent for. */
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  application = await aTestApplication();
  guest = await application.aGuest();
  const { task } = await askTask(guest, "createTask", { title: "Ads", description: "Ten", timerSeconds: 60 });
  const { habit } = await askHabit(guest, "createHabit", {
    name: "Reading",
    category: "Mind",
    goal: { kind: "AT_LEAST", minutes: 30 },
    schedule: { timesAWeek: 3 },
  });
  const date = new Date(application.clock.at ?? Date.now()).toISOString().slice(0, 10);
  const { log } = await askHabit(guest, "logHabit", { habitId: habit.id, date, minutes: 5, note: "A book" });
  ids = { updateTask: task.id, updateHabit: habit.id, updateHabitLog: log.id };
});
afterAll(() => application.close());

/** Every field of every update that may be null in the schema. */
const FIELDS = Object.values(schema.getMutationType()?.getFields() ?? {})
  .filter(({ name }) => name.startsWith("update"))
  .flatMap(({ name }) => {
    const input = schema.getType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`);
    return Object.values(isInputObjectType(input) ? input.getFields() : {})
      .filter(({ type }) => !isNonNullType(type))
      .map(({ description, name: field }) => ({ update: name, field, description: description ?? "" }));
  });

const EVERY_DAY = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** The changed objects' fields that are named like their inputs, with the version. */
const STATE: Readonly<Record<string, string>> = {
  updateTask: "task { title description timerSeconds completedAt }",
  updateHabit: "habit { name category colour goal { minutes } schedule { weekdays timesAWeek } archivedAt }",
  updateHabitLog: "log { date minutes note }",
  updateProfile: "user { firstName lastName timezone weekStart targetSeconds abandonAfterHours }",
  updatePomodoroPlan: "plan { workSeconds shortBreakSeconds longBreakSeconds longBreakEvery startsNext }",
};

it("finds the updates' fields", () => {
  expect(FIELDS.length).toBeGreaterThan(20);
  expect([...new Set(FIELDS.map(({ update }) => update))].sort()).toEqual(Object.keys(STATE).sort());
});

it.each(FIELDS)(
  "null for $field of $update clears it as its description says, or is refused there",
  async ({ description, field, update }) => {
    const type = `${update.charAt(0).toUpperCase()}${update.slice(1)}`;
    const document = `mutation ($input: ${type}Input!) { it: ${update}(input: $input) { __typename
    ... on ${type}Payload { ${STATE[update]} } ... on InvalidInputError { code path issues { path code } } } }`;
    const id = ids[update];
    const { data, errors } = await guest.ask(document, { input: { ...(id ? { id } : {}), [field]: null } });
    expect(errors).toEqual([]);
    if (!/\bnull\b/i.test(description)) {
      const issues = [{ path: [field], code: "REQUIRED" }];
      expect(data.it).toEqual({
        __typename: "InvalidInputError",
        code: "INVALID_INPUT",
        path: [field],
        issues,
      });
      return;
    }
    expect(data.it.__typename).toBe(`${type}Payload`);
    const [changed] = Object.values(data.it).filter((value) => typeof value === "object") as object[];
    const value = (changed as Readonly<Record<string, unknown>>)[field];
    // A habit without a schedule is due on every day.
    if (field === "schedule") expect(value).toEqual({ weekdays: EVERY_DAY, timesAWeek: null });
    else expect([null, ""]).toContain(value);
  },
);
