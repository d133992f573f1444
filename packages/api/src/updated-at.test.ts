import { isObjectType } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { anAccount, login } from "./accounts/testing/accounts.ts";
import { TABLES } from "./generated/columns.ts";
import { askHabit } from "./habits/testing/habit-requests.ts";
import { schema } from "./schema.ts";
import { askTask, askTimer } from "./tasks/testing/task-requests.ts";
import { aPersonWhoTracked, type PersonWhoTracked } from "./testing/a-person-who-tracked.ts";
import { aTestApplication, type TestApplication } from "./testing/application.ts";
import type { Asker } from "./testing/isolation.ts";

let application: TestApplication;
let person: PersonWhoTracked;
beforeAll(async () => {
  application = await aTestApplication();
  person = await aPersonWhoTracked(application, Date.now());
});
afterAll(() => application.close());

const TYPES = ["Task", "Timer", "TimerRun", "WorkSession", "Question", "Habit", "HabitLog"];

it("every owned row with a version tells when it changed, and so do questions and runs", () => {
  const columns = Object.entries(TABLES).map(([name, table]) => ({ name, of: Object.keys(table.columns) }));
  const withVersion = columns.filter(({ of }) => of.includes("version") && of.includes("userId"));
  const withTime = columns.filter(({ of }) => of.includes("updatedAt")).map(({ name }) => name);
  expect(withTime.sort()).toEqual([...TYPES].sort());
  expect(withTime).toEqual(expect.arrayContaining(withVersion.map(({ name }) => name)));
  const told = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && "updatedAt" in type.getFields(),
  );
  expect(told.map(({ name }) => name).sort()).toEqual([...TYPES].sort());
});

/** When each of the person's objects changed, as epoch milliseconds, by type. */
async function times(asker: Asker, ids: PersonWhoTracked["ids"]): Promise<Record<string, number>> {
  const told = TYPES.map((type) => `${type}: node(id: "${ids[type]}") { ... on ${type} { updatedAt } }`);
  const { data, errors } = await asker.ask(`{ ${told.join("\n")} }`);
  expect(errors).toEqual([]);
  return Object.fromEntries(TYPES.map((type) => [type, Date.parse(data[type].updatedAt)]));
}

const UNDO_QUESTION = `mutation ($input: DeleteQuestionInput!) { deleteQuestion(input: $input) {
  ... on DeleteQuestionPayload { session { id updatedAt } } } }`;
const RESTORE_QUESTION = `mutation ($input: RestoreQuestionInput!) { restoreQuestion(input: $input) {
  ... on RestoreQuestionPayload { session { updatedAt } question { updatedAt } } } }`;

/** What somebody does, and the types of the objects that it changes. */
const ACTS: readonly [string, (given: PersonWhoTracked) => Promise<unknown>, readonly string[]][] = [
  [
    "a task's title",
    ({ guest, ids }) => askTask(guest, "updateTask", { id: ids.Task, title: "New" }),
    ["Task"],
  ],
  ["the same title", ({ guest, ids }) => askTask(guest, "updateTask", { id: ids.Task, title: "New" }), []],
  ["a timer's resumption", ({ guest, ids }) => askTimer(guest, "resumeTimer", ids.Task ?? ""), ["Timer"]],
  ["a timer's end", ({ guest, ids }) => askTimer(guest, "stopTimer", ids.Task ?? ""), ["Timer", "Task"]],
  [
    "an announcement",
    ({ guest, ids }) =>
      guest.ask(
        `mutation ($id: ID!) { announceTimerRun(input: { runId: $id,
          deviceId: "018f6d7e-3f7c-7cc2-a3c1-2f6f1f6d0a14" }) { __typename } }`,
        { id: ids.TimerRun },
      ),
    ["TimerRun"],
  ],
  [
    "a habit's name",
    ({ guest, ids }) => askHabit(guest, "updateHabit", { id: ids.Habit, name: "x" }),
    ["Habit"],
  ],
  [
    "a log's minutes",
    ({ guest, ids }) => askHabit(guest, "updateHabitLog", { id: ids.HabitLog, minutes: 3 }),
    ["HabitLog"],
  ],
  [
    "a question removed and restored",
    async ({ guest, ids }) => {
      await guest.ask(UNDO_QUESTION, { input: { id: ids.Question } });
      await guest.ask(RESTORE_QUESTION, { input: { id: ids.Question } });
    },
    ["WorkSession", "Question"],
  ],
];

it.each(ACTS)("%s is told by what it changes, and by nothing else", async (_name, act, changed) => {
  const before = await times(person.guest, person.ids);
  await act(person);
  const after = await times(person.guest, person.ids);
  for (const type of TYPES) {
    if (changed.includes(type)) expect(after[type], type).toBeGreaterThan(before[type] ?? Infinity);
    else expect(after[type], type).toBe(before[type]);
  }
});

const PRESS = `mutation { recordEvent(input: { type: NEXT }) { ... on RecordEventPayload {
  session { id updatedAt } closedQuestion { id updatedAt } } } }`;
const READ = `query ($session: ID!, $question: ID!) {
  session: node(id: $session) { ... on WorkSession { id updatedAt } }
  closedQuestion: node(id: $question) { ... on Question { id updatedAt } } }`;

it("a press answers the times that are stored, whether it opens a session or continues one", async () => {
  const guest = await application.aGuest();
  const opened = (await guest.ask(PRESS)).data.recordEvent;
  const { data } = await guest.ask("{ viewer { activeSession { id updatedAt } } }");
  expect(data.viewer.activeSession).toEqual(opened.session);
  const { session, closedQuestion } = (await guest.ask(PRESS)).data.recordEvent;
  expect(Date.parse(session.updatedAt)).toBeGreaterThan(Date.parse(opened.session.updatedAt));
  const stored = await guest.ask(READ, { session: session.id, question: closedQuestion.id });
  expect(stored.data).toEqual({ session, closedQuestion });
});

it("an account is told of all that a guest brings", async () => {
  const account = await anAccount(application);
  const { guest, ids } = await aPersonWhoTracked(application, Date.now());
  const before = await times(guest, ids);
  await login(application, { email: account.email }, { authorization: `Bearer ${guest.accessToken}` });
  const after = await times(account, ids);
  const last = Math.max(...Object.values(before));
  for (const type of TYPES) expect(after[type], type).toBeGreaterThan(last);
});
