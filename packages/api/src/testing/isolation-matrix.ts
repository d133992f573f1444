import { randomUUID } from "node:crypto";
import { MUTATIONS } from "../accounts/testing/isolation-mutations.ts";
import { HABIT_MUTATIONS, HABIT_SUBSCRIPTIONS } from "../habits/testing/isolation-habits.ts";
import { TASK_MUTATIONS, TASK_SUBSCRIPTIONS } from "../tasks/testing/isolation-tasks.ts";
import type { Guest } from "./application.ts";
import type { Owner, Role } from "./isolation-cast.ts";

/**
 * What a cell of the matrix gets. `own`: an answer, and nothing in it is the owner's unless they ask.
 * `public`: an answer that is nobody's. `null`: nothing, as if it were not there. `401`: the request was
 * turned away. Any other: the code of an error, or the name of the result's type.
 */
export type Outcome = "own" | "public" | "null" | "401" | "FORBIDDEN" | "UNAUTHENTICATED" | (string & {});
export type Gets = Readonly<Record<Role, Outcome>>;

/** A field, and what each role gets for asking. */
export interface Row {
  /** `Query.node`, `User.email`, `Mutation.login`, `Subscription.dayChanged`, `node Question`. */
  readonly of: string;
  /** What is asked; `{}` stands for nothing to fill in. */
  readonly document: string;
  readonly variables?: (owner: Owner, role: Role) => Record<string, unknown>;
  readonly gets: Gets;
  /** Who may get the very value that the owner gets; everybody else must get another one. */
  readonly coincide?: readonly Role[];
  /** The type of the id, and its name in the input unless that is `id`: asked once more for one that nobody has. */
  readonly id?: { readonly type: string; readonly name?: string };
  /** What the owner does before anybody asks. */
  readonly before?: (owner: Owner) => Promise<unknown>;
  /** Acts that the owner's log may gain by it, whoever asked. */
  readonly notes?: readonly string[];
  /** Who may change something of the owner's. */
  readonly changes?: readonly Role[];
  /** Of a subscription: what is done to be told of it; left out: a press of Next. */
  readonly act?: (person: Asker) => Promise<unknown>;
  /** Of a subscription: whether what was told is the last word; left out: by the session or the day. */
  readonly isLast?: (told: Told, asker: Asker) => Promise<boolean>;
}

/** Somebody who asks, by whatever credential. */
export type Asker = Pick<Guest, "ask">;
// biome-ignore lint/suspicious/noExplicitAny: the shape is the row's own document
export type Told = any;

const everybody = (outcome: Outcome, more: Partial<Gets> = {}): Gets => ({
  visitor: outcome,
  guest: outcome,
  owner: outcome,
  other: outcome,
  revoked: "401",
  token: outcome,
  admin: outcome,
  ...more,
});
const PUBLIC = everybody("public");
const OWN = everybody("own", { visitor: "null", token: "FORBIDDEN" });
const OWNERS_ALONE = everybody("null", { owner: "own", token: "FORBIDDEN" });

const others = ["visitor", "guest", "other", "token", "admin"] as const;

const QUERIES: readonly Row[] = [
  { of: "Query.csrfToken", document: "{ it: csrfToken }", gets: PUBLIC },
  { of: "Query.serverTime", document: "{ it: serverTime }", gets: PUBLIC, coincide: others },
  { of: "Query.rateLimit", document: "{ it: rateLimit { limit cost } }", gets: PUBLIC, coincide: others },
  { of: "Query.server", document: "{ it: server { registration mail } }", gets: PUBLIC, coincide: others },
  { of: "Query.viewer", document: "{ it: viewer { id } }", gets: OWN },
  {
    of: "Query.node",
    document: "query ($id: ID!) { it: node(id: $id) { __typename id } }",
    variables: ({ ids }) => ({ id: ids.WorkSession }),
    id: { type: "WorkSession" },
    gets: OWNERS_ALONE,
  },
  {
    of: "Query.nodes",
    document: "query ($id: ID!) { it: nodes(ids: [$id]) { __typename id } }",
    variables: ({ ids }) => ({ id: ids.Question }),
    id: { type: "Question" },
    gets: OWNERS_ALONE,
  },
];

/** How much of a field of `User` is asked for; those that are missing are asked for bare. */
const SELECTIONS: Readonly<Record<string, string>> = {
  activeTimers: "activeTimers { id runId task { id title } lastRun { id } }",
  activeSession: "activeSession { id key questions { nodes { id } } events { nodes { id } } }",
  apiTokens: "apiTokens { id name }",
  auditLog: "auditLog { nodes { id address } edges { cursor } }",
  day: "day { questionCount averageTargetSeconds sessions { id key } }",
  habitCategories: "habitCategories(days: 371) { name habitCount totalMinutes }",
  habits: `habits { id name category madeOn firstLoggedOn logCount stopwatchStartedAt streak { current best }
    days(from: "2026-06-01", to: "2026-06-04") { date minutes state } stats { totalMinutes daily { minutes } }
    year { from stepMinutes } logs(first: 5) { nodes { id habit { id } } edges { cursor } }
    links { id task { id title } } }`,
  invites: "invites { id }",
  loginSessions: "loginSessions { id device }",
  month: `month(month: "${new Date().toISOString().slice(0, 7)}") { date questionCount averageTargetSeconds }`,
  pomodoroPlan: "pomodoroPlan { workSeconds }",
  taskTotals: "taskTotals { open openSeconds }",
  tasks: "tasks { nodes { id title timer { id } runs { nodes { id } } } edges { cursor } }",
  timerDays: "timerDays { date runCount ranSeconds }",
  timerRuns: "timerRuns { nodes { id task { id } } edges { cursor } }",
  week: "week { questionCount averageTargetSeconds days { sessions { id } } }",
  workSessions: "workSessions { nodes { id key questions { nodes { id } } } edges { cursor } }",
};

/** Fields of `User`, with who may have the same value as the owner. */
const USER_FIELDS: readonly (readonly [string, readonly Role[]])[] = [
  ["abandonAfterHours", []],
  ["activeSession", []],
  ["activeTimers", []],
  ["apiTokens", []],
  ["auditLog", []],
  ["day", []],
  ["email", []],
  ["firstName", []],
  ["habitCategories", []],
  ["habits", []],
  ["id", []],
  ["invites", []],
  ["isEmailConfirmed", []],
  ["kind", ["other", "admin"]],
  ["lastName", []],
  ["loginSessions", []],
  ["month", []],
  ["pomodoroPlan", []],
  ["role", ["admin"]],
  ["targetSeconds", []],
  ["taskTotals", []],
  ["tasks", []],
  ["timerDays", []],
  ["timerRuns", []],
  ["timezone", []],
  ["wantsReportEmails", []],
  ["week", []],
  ["weekStart", []],
  ["workSessions", []],
];

const OF_USER: readonly Row[] = USER_FIELDS.map(([name, coincide]) => ({
  of: `User.${name}`,
  document: `{ viewer { it: ${SELECTIONS[name] ?? name} } }`,
  // A guest has no address: null is theirs.
  gets: name === "email" ? { ...OWN, guest: "null" } : OWN,
  coincide,
}));

const HABIT_OF_USER: Row = {
  of: "User.habit",
  document: "query ($id: ID!) { viewer { it: habit(id: $id) { id name logCount streak { best } } } }",
  variables: ({ ids }) => ({ id: ids.Habit }),
  id: { type: "Habit" },
  gets: { ...OWN, guest: "null", other: "null", admin: "null" },
};

const NODE_TYPES = [
  ...["ApiToken", "AuditEntry", "Invite", "LoginSession", "Question", "TrackerEvent", "User", "WorkSession"],
  ...["Task", "Timer", "TimerRun", "Habit", "HabitLog", "HabitLink"],
];

const NODES: readonly Row[] = NODE_TYPES.map((type) => ({
  of: `node ${type}`,
  document: "query ($id: ID!) { it: node(id: $id) { __typename id } }",
  variables: ({ ids }) => ({ id: ids[type] }),
  id: { type },
  gets: OWNERS_ALONE,
}));

/** What is followed: `own` means that it tells of one's own changes and of nobody else's. */
const FOLLOWED = everybody("own", { visitor: "UNAUTHENTICATED", token: "FORBIDDEN" });

export const SUBSCRIPTIONS: readonly Row[] = [
  {
    of: "Subscription.dayChanged",
    document: "subscription { it: dayChanged { questionCount averageTargetSeconds sessions { id } } }",
    gets: FOLLOWED,
  },
  {
    of: "Subscription.workSessionChanged",
    document: "subscription { it: workSessionChanged { id key version } }",
    gets: FOLLOWED,
  },
  ...TASK_SUBSCRIPTIONS,
  ...HABIT_SUBSCRIPTIONS,
];

export const READINGS: readonly Row[] = [...QUERIES, ...OF_USER, HABIT_OF_USER, ...NODES];
export const CHANGES: readonly Row[] = [...MUTATIONS, ...TASK_MUTATIONS, ...HABIT_MUTATIONS];
export const ROWS: readonly Row[] = [...READINGS, ...CHANGES, ...SUBSCRIPTIONS];

/** The global id of a thing of a type that nobody has. */
export const nobodysId = (type: string) => btoa(`${type}:${randomUUID()}`);
