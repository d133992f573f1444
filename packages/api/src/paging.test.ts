import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anAccount, login } from "./accounts/testing/accounts.ts";
import { aHabit, aLog, askHabit } from "./habits/testing/habit-requests.ts";
import { newId } from "./platform/ids.ts";
import { askTask, askTimer, aTask } from "./tasks/testing/task-requests.ts";
import { aTestApplication, type Guest, type TestApplication } from "./testing/application.ts";
import { askPage, CONNECTIONS, type ConnectionField } from "./testing/connections.ts";
import { minutesAfter, pressForSession } from "./tracking/testing/tracking-requests.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

/** Only an account has an address to log in with. */
type Person = Pick<Guest, "ask" | "userId"> & { readonly email?: string };

/** What can happen to a list while somebody pages through it. */
interface MovingList {
  /** Further arguments of the field. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** Adds a row. The first call also makes what the list belongs to. @param index grows with each call, from 0 */
  readonly insert: (person: Person, index: number) => Promise<unknown>;
  /** What can happen to the row that a cursor was made of, by name. */
  readonly acts: Readonly<Record<string, (person: Person, id: string) => Promise<unknown>>>;
}

const BEGAN = Date.now() - 3_600_000 * 20;
const at = (minutes: number) => ({ occurredAt: minutesAfter(BEGAN, minutes) });

async function mutate(person: Person, name: string, input: object): Promise<void> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { it: ${name}(input: $input) { __typename } }`;
  const { data, errors } = await person.ask(document, { input });
  if (!data?.it.__typename.endsWith("Payload")) throw new Error(JSON.stringify([name, data, errors]));
}

const byId =
  (name: string, more: object = {}) =>
  (person: Person, id: string) =>
    mutate(person, name, { id, ...more });

/** Acts after which a row is no longer in the list, and acts that keep it. */
const taskActs = {
  completed: byId("updateTask", { completed: true }),
  changed: byId("updateTask", { title: "Another title" }),
  "moved to the start": byId("updateTask", { position: 0 }),
  "moved to the end": byId("updateTask", { position: 99 }),
  removed: byId("deleteTask"),
};

async function aRun(person: Person, taskId: string): Promise<void> {
  await askTimer(person, "startTimer", taskId, { seconds: 600 });
  await askTimer(person, "stopTimer", taskId);
}

async function firstId(person: Person, name: string): Promise<string | undefined> {
  const { data } = await person.ask(`{ viewer { ${name}(first: 1) { nodes { id } } } }`);
  return data.viewer[name].nodes[0]?.id;
}

const rawId = (globalId: string) => atob(globalId).split(":")[1] ?? "";

/** Only administrators make invitations; these are made without one. */
function invite({ userId }: Person) {
  const data = { id: newId(Date.now()), userId, secretHash: randomUUID(), expiresAt: new Date() };
  return application.db.prisma.invite.create({ data });
}

const TOKEN = { name: "widget", scopes: ["READ"] };

/** Every list, by its field in the schema; the name after a space tells lists of one field apart. */
const LISTS: Readonly<Record<string, MovingList>> = {
  "User.tasks open": {
    args: { filter: { completed: false } },
    insert: (person) => aTask(person),
    acts: taskActs,
  },
  "User.tasks": {
    async insert(person, index) {
      const { id } = await aTask(person);
      if (index % 2 === 1) await askTask(person, "updateTask", { id, completed: true });
    },
    acts: taskActs,
  },
  "User.tasks completed": {
    args: { filter: { completed: true } },
    async insert(person) {
      const { id } = await aTask(person);
      await askTask(person, "updateTask", { id, completed: true });
    },
    acts: { reopened: byId("updateTask", { completed: false }), removed: byId("deleteTask") },
  },
  "User.timerRuns": {
    async insert(person) {
      await aRun(person, (await aTask(person)).id);
    },
    acts: {
      async removed(person, id) {
        const { data } = await person.ask(
          "query ($id: ID!) { node(id: $id) { ... on TimerRun { task { id } } } }",
          { id },
        );
        await mutate(person, "deleteTask", { id: data.node.task.id });
      },
      announced: (person, id) => mutate(person, "announceTimerRun", { runId: id, deviceId: randomUUID() }),
    },
  },
  "Task.runs": {
    async insert(person) {
      await aRun(person, (await firstId(person, "tasks")) ?? (await aTask(person)).id);
    },
    acts: {
      announced: (person, id) => mutate(person, "announceTimerRun", { runId: id, deviceId: randomUUID() }),
    },
  },
  "User.workSessions": {
    async insert(person, index) {
      const { key } = await pressForSession(person, "NEXT", at(index * 10));
      await pressForSession(person, "EXIT", { sessionKey: key, ...at(index * 10 + 5) });
    },
    acts: { removed: byId("deleteWorkSession") },
  },
  "WorkSession.questions": {
    insert: (person, index) => pressForSession(person, "NEXT", at(index)),
    acts: { removed: byId("deleteQuestion") },
  },
  "WorkSession.events": {
    insert: (person, index) => pressForSession(person, "NEXT", at(index)),
    acts: { undone: (person) => pressForSession(person, "UNDO", at(6.5)) },
  },
  "User.habits": {
    async insert(person, index) {
      const { id } = await aHabit(person, `Habit ${index}`);
      if (index % 2 === 1) await askHabit(person, "updateHabit", { id, archived: true });
    },
    acts: {
      archived: byId("updateHabit", { archived: true }),
      changed: byId("updateHabit", { name: "Another name" }),
      removed: byId("deleteHabit"),
    },
  },
  "User.habits in use": {
    args: { filter: { archived: false } },
    insert: (person, index) => aHabit(person, `Habit ${index}`),
    acts: {
      archived: byId("updateHabit", { archived: true }),
      changed: byId("updateHabit", { name: "Another name" }),
      "moved to the start": byId("updateHabit", { position: 0 }),
      "moved to the end": byId("updateHabit", { position: 99 }),
      removed: byId("deleteHabit"),
    },
  },
  "User.habits archived": {
    args: { filter: { archived: true } },
    async insert(person, index) {
      const { id } = await aHabit(person, `Habit ${index}`);
      await askHabit(person, "updateHabit", { id, archived: true });
    },
    acts: { "taken back": byId("updateHabit", { archived: false }), removed: byId("deleteHabit") },
  },
  "Habit.logs": {
    async insert(person, index) {
      const habitId = (await firstId(person, "habits")) ?? (await aHabit(person)).id;
      await aLog(person, habitId, `2026-06-${String(10 + (index % 3)).padStart(2, "0")}`, 5 + index);
    },
    acts: {
      changed: byId("updateHabitLog", { minutes: 77 }),
      "moved to a later date": byId("updateHabitLog", { date: "2026-06-20" }),
      "moved to an earlier date": byId("updateHabitLog", { date: "2026-06-01" }),
      removed: byId("deleteHabitLog"),
    },
  },
  "User.invites": {
    insert: invite,
    acts: {
      removed: (_person, id) => application.db.prisma.invite.delete({ where: { id: rawId(id) } }),
    },
  },
  "User.auditLog": { insert: (person) => mutate(person, "createApiToken", TOKEN), acts: {} },
  "User.apiTokens": {
    insert: (person) => mutate(person, "createApiToken", TOKEN),
    acts: { removed: byId("revokeApiToken") },
  },
  "User.loginSessions": {
    insert: (person) => login(application, { email: person.email }),
    acts: { removed: byId("revokeLoginSession") },
  },
};

/** Lists in other orders than their usual one: the same rows, and one of the acts. */
const ORDERED = Object.entries({
  "User.tasks": ["CREATED_AT_DESC", "UPDATED_AT_ASC", "UPDATED_AT_DESC"],
  "User.workSessions": ["STARTED_AT_ASC", "UPDATED_AT_ASC"],
  "User.timerRuns": ["UPDATED_AT_ASC"],
  "Task.runs": ["STARTED_AT_ASC", "UPDATED_AT_DESC"],
  "Habit.logs": ["DATE_ASC", "UPDATED_AT_ASC"],
}).flatMap(([list, orders]) =>
  orders.map((orderBy): [string, MovingList] => [`${list} ${orderBy}`, inOrder(list, orderBy)]),
);

function inOrder(list: string, orderBy: string): MovingList {
  const { acts, args, insert } = LISTS[list] as MovingList;
  const act = Object.keys(acts).find((name) => name === "changed" || name === "announced") ?? "removed";
  return { insert, args: { ...args, orderBy }, acts: { [act]: acts[act] as MovingList["acts"][string] } };
}

const ALL_LISTS: typeof LISTS = { ...LISTS, ...Object.fromEntries(ORDERED) };

const fieldOf = (list: string): ConnectionField => {
  const field = CONNECTIONS.find(({ of }) => of === list.split(" ")[0]);
  if (!field) throw new Error(`No connection ${list}`);
  return field;
};

it("every connection of the schema is read while it changes", () => {
  const covered = new Set(Object.keys(LISTS).map((list) => list.split(" ")[0]));
  expect([...covered].sort()).toEqual(CONNECTIONS.map(({ of }) => of).sort());
});

const SIZE = 3;
const forwards = { size: "first", side: "after", end: "endCursor" } as const;
const backwards = { size: "last", side: "before", end: "startCursor" } as const;

const cases = Object.entries(ALL_LISTS).flatMap(([list, { acts }]) =>
  ["left alone", ...Object.keys(acts)].flatMap((act) =>
    [forwards, backwards].map((way) => ({ list, act, way, side: way.side })),
  ),
);

describe("a page after a row that was", () => {
  it.each(cases)("$act, and $side: nothing unseen is lost in $list", async ({ list, act, way }) => {
    const isOfLogins = list === "User.loginSessions";
    const person: Person = await (isOfLogins ? anAccount(application) : application.aGuest());
    const { acts, args = {}, insert } = ALL_LISTS[list] as MovingList;
    const field = fieldOf(list);
    for (let index = 0; index < 7; index++) await insert(person, index);
    const whole = await askPage(person, field, { ...args, first: 100 });
    const ids = whole.page?.nodes.map(({ id }) => id) ?? [];
    expect(ids.length).toBeGreaterThan(SIZE * 2 - 1);

    const first = await askPage(person, field, { ...args, [way.size]: SIZE });
    const seen = first.page?.nodes.map(({ id }) => id) ?? [];
    const [made = ""] = way === forwards ? seen.slice(-1) : seen;
    await acts[act]?.(person, made);
    await insert(person, 7);

    const rest: string[] = [];
    let cursor = first.page?.pageInfo[way.end];
    for (let isMore = true; isMore; ) {
      const { errors, page } = await askPage(person, field, {
        ...args,
        [way.size]: SIZE,
        [way.side]: cursor,
      });
      expect(errors).toEqual([]);
      const told = page?.nodes.map(({ id }) => id) ?? [];
      rest.push(...(way === forwards ? told : told.reverse()));
      cursor = page?.pageInfo[way.end];
      isMore = (way === forwards ? page?.pageInfo.hasNextPage : page?.pageInfo.hasPreviousPage) ?? false;
    }
    const unseen = ids.filter((id) => !seen.includes(id));
    if (way === backwards) unseen.reverse();
    expect(rest.filter((id) => unseen.includes(id))).toEqual(unseen);
    // What is told twice was moved behind the cursor.
    expect(rest.filter((id) => seen.includes(id) && id !== made)).toEqual([]);
    if (act === "left alone" || act === "removed") expect(rest).not.toContain(made);
    expect(new Set(rest).size).toBe(rest.length);
  });

  it("completed, each of a page of three: the other four of seven are still told", async () => {
    const person = await application.aGuest();
    for (let index = 0; index < 7; index++) await aTask(person, `${index}`);
    const open = fieldOf("User.tasks");
    const { page } = await askPage(person, open, { filter: { completed: false }, first: 3 });
    for (const { id } of page?.nodes ?? []) await askTask(person, "updateTask", { id, completed: true });
    const after = page?.pageInfo.endCursor;
    const next = await askPage(person, open, { filter: { completed: false }, first: 100, after });
    expect(next.page?.nodes).toHaveLength(4);
    expect(next.page?.totalCount).toBe(4);
  });
});
