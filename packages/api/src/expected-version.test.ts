import { isInputObjectType, isInterfaceType, isObjectType, isUnionType } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aHabit, aLog } from "./habits/testing/habit-requests.ts";
import { schema } from "./schema.ts";
import { aTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";
import { anEvent, minutesAfter, press } from "./tracking/testing/tracking-requests.ts";

let application: TestApplication;
let guest: Guest;
beforeAll(async () => {
  application = await aTestApplication();
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterAll(() => application.close());

/** A change that takes `expectedVersion`, and what it changes. */
interface Case {
  /** The changed object's type. */
  readonly type: string;
  /** A field of that type that the change changes. */
  readonly changes: string;
  /** The field of the payload that has the changed object. */
  readonly told: string;
  /** What a first and a second change send. */
  readonly inputs: readonly [object, object];
  /** Makes the object. @returns the id to send, if any, and the object's own */
  make(): Promise<{ readonly sent?: string; readonly id: string }>;
}

async function aTaskMade() {
  const { id } = await aTask(guest);
  return { sent: id, id };
}
async function aHabitMade() {
  const { id } = await aHabit(guest);
  return { sent: id, id };
}
async function aLogMade() {
  const habit = await aHabit(guest);
  const { id } = await aLog(guest, habit.id, "2026-06-02", 25);
  return { sent: id, id };
}
async function aProfile() {
  const { data } = await guest.ask("{ viewer { id } }");
  return { id: data.viewer.id };
}
/** A closed question in a session of the last hour. */
async function aQuestion() {
  const now = Date.now();
  await press(guest, anEvent("NEXT", { occurredAt: minutesAfter(now, -9) }));
  const { closedQuestion, session } = await press(
    guest,
    anEvent("NEXT", { occurredAt: minutesAfter(now, -0.1) }),
  );
  return { sent: closedQuestion?.id ?? "", id: session?.id ?? "" };
}
async function aRemovedQuestion() {
  const made = await aQuestion();
  await ask("deleteQuestion", { id: made.sent });
  return made;
}

const CASES: Readonly<Record<string, Case>> = {
  updateTask: {
    ...{ type: "Task", changes: "title", told: "task", make: aTaskMade },
    inputs: [{ title: "Mine" }, { title: "Theirs" }],
  },
  updateHabit: {
    ...{ type: "Habit", changes: "name", told: "habit", make: aHabitMade },
    inputs: [{ name: "Mine" }, { name: "Theirs" }],
  },
  updateHabitLog: {
    ...{ type: "HabitLog", changes: "note", told: "log", make: aLogMade },
    inputs: [{ note: "Mine" }, { note: "Theirs" }],
  },
  updateProfile: {
    ...{ type: "User", changes: "firstName", told: "user", make: aProfile },
    inputs: [{ firstName: "Mine" }, { firstName: "Theirs" }],
  },
  deleteQuestion: {
    ...{ type: "WorkSession", changes: "questionCount", told: "session", make: aQuestion },
    inputs: [{}, {}],
  },
  restoreQuestion: {
    ...{ type: "WorkSession", changes: "questionCount", told: "session", make: aRemovedQuestion },
    inputs: [{}, {}],
  },
};

async function ask(mutation: string, input: object) {
  const name = mutation.charAt(0).toUpperCase() + mutation.slice(1);
  const { changes = "id", told = "session", type = "WorkSession" } = CASES[mutation] ?? {};
  const document = `mutation ($input: ${name}Input!) { it: ${mutation}(input: $input) { __typename
    ... on ${name}Payload { ${told} { id version ${changes} } } ... on Error { code path message }
    ... on VersionConflict { current { id version ... on ${type} { ${changes} } } } } }`;
  const { data, errors } = await guest.ask(document, { input });
  expect(errors).toEqual([]);
  return data.it;
}

async function stateOf(id: string, { changes, type }: Case) {
  const document = `query ($id: ID!) { node(id: $id) { ... on ${type} { id version ${changes} } } }`;
  return (await guest.ask(document, { id })).data.node;
}

describe.each(Object.entries(CASES))("%s with an expected version", (mutation, found) => {
  const { changes, inputs, make, told } = found;
  const named = (sent: string | undefined, input: object) => ({ ...(sent ? { id: sent } : {}), ...input });

  it("is refused when it is another one, changes nothing, and tells the present state", async () => {
    const { id, sent } = await make();
    const before = await stateOf(id, found);
    for (const expectedVersion of [before.version - 1, before.version + 1]) {
      const refused = await ask(mutation, named(sent, { ...inputs[0], expectedVersion }));
      expect(refused).toMatchObject({
        ...{ __typename: "VersionConflict", code: "VERSION_CONFLICT", path: ["expectedVersion"] },
        current: before,
      });
    }
    expect(await stateOf(id, found)).toEqual(before);
  });

  it("is taken when it is the present one, and when it is repeated because its answer was lost", async () => {
    const { id, sent } = await make();
    const before = await stateOf(id, found);
    const input = named(sent, { ...inputs[0], expectedVersion: before.version });
    const taken = await ask(mutation, input);
    expect(taken[told]).toMatchObject({ id, version: before.version + 1 });
    expect(taken[told][changes]).not.toEqual(before[changes]);
    expect((await ask(mutation, input))[told]).toEqual(taken[told]);
  });

  it("tells somebody else nothing, whichever version they expect", async () => {
    const { id, sent } = await make();
    if (sent === undefined) return;
    const before = await stateOf(id, found);
    const owner = guest;
    guest = await application.aGuest();
    for (const expectedVersion of [before.version, before.version + 1]) {
      const refused = await ask(mutation, named(sent, { ...inputs[0], expectedVersion }));
      expect(refused).toMatchObject({ __typename: "NotFound", code: "NOT_FOUND", path: ["id"] });
    }
    guest = owner;
    expect(await stateOf(id, found)).toEqual(before);
  });

  it("is taken once of two that are sent at the same time", async () => {
    const { id, sent } = await make();
    const { version: expectedVersion } = await stateOf(id, found);
    const answers = await Promise.all(
      inputs.map((input) => ask(mutation, named(sent, { ...input, expectedVersion }))),
    );
    const refused = answers.filter(({ __typename }) => __typename === "VersionConflict");
    // The second of two equal ones would change nothing.
    expect(refused).toHaveLength(JSON.stringify(inputs[0]) === JSON.stringify(inputs[1]) ? 0 : 1);
    expect((await stateOf(id, found)).version).toBe(expectedVersion + 1);
  });
});

it("of two questions of one session that are removed at the same time, one is refused", async () => {
  const now = Date.now();
  const ids: string[] = [];
  for (const minutes of [-9, -6, -3]) {
    const { closedQuestion } = await press(
      guest,
      anEvent("NEXT", { occurredAt: minutesAfter(now, minutes) }),
    );
    if (closedQuestion) ids.push(closedQuestion.id);
  }
  const { data } = await guest.ask("{ viewer { activeSession { id version } } }");
  const { id, version: expectedVersion } = data.viewer.activeSession;
  const answers = await Promise.all(ids.map((id) => ask("deleteQuestion", { id, expectedVersion })));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
    "DeleteQuestionPayload",
    "VersionConflict",
  ]);
  const found = { type: "WorkSession", changes: "questionCount" } as Case;
  expect(await stateOf(id, found)).toMatchObject({ version: expectedVersion + 1, questionCount: 1 });
});

it("a habit's is refused before the name and the stopwatch are looked at", async () => {
  const [habit, other] = [await aHabit(guest), await aHabit(guest, "Taken")];
  const { version } = await stateOf(habit.id, CASES.updateHabit as Case);
  const input = { id: habit.id, name: "Taken", expectedVersion: version - 1 };
  expect(await ask("updateHabit", input)).toMatchObject({ __typename: "VersionConflict" });
  expect(await ask("updateHabit", { ...input, expectedVersion: version })).toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(other.id).not.toBe(habit.id);
});

describe("every change of something with a version", () => {
  const versioned = schema.getType("Versioned");
  const types = isInterfaceType(versioned) ? schema.getPossibleTypes(versioned).map(({ name }) => name) : [];
  /** The types with a version that one's change does not concern, with the reason. */
  const OTHERS = { Timer: "Its actions are steps of a state: TimerConflict tells its present one." };

  it("is a type of `Versioned`", () => {
    const withVersion = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && "version" in type.getFields() && "id" in type.getFields(),
    );
    expect(withVersion.map(({ name }) => name).sort()).toEqual([...types, ...Object.keys(OTHERS)].sort());
  });

  it("takes `expectedVersion` in its update, and is tested here", () => {
    const taking = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args }) => {
      const input = schema.getType(`${args[0]?.type ?? ""}`.replace("!", ""));
      return isInputObjectType(input) && "expectedVersion" in input.getFields();
    });
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(CASES).sort());
    for (const { type } of taking) {
      const union = schema.getType(`${type}`.replace("!", ""));
      expect(isUnionType(union) && union.getTypes().map(({ name }) => name)).toContain("VersionConflict");
    }
    const updated = new Set(Object.values(CASES).map(({ type }) => type));
    expect([...updated].sort()).toEqual([...types].sort());
  });
});
