import { ACCOUNTS_ISOLATION } from "../accounts/testing/isolation-accounts.ts";
import { HABITS_ISOLATION } from "../habits/testing/isolation-habits.ts";
import { TASKS_ISOLATION } from "../tasks/testing/isolation-tasks.ts";
import { TRACKING_ISOLATION } from "../tracking/testing/isolation-tracking.ts";
import type { Guest, TestApplication } from "./application.ts";
import {
  everybody,
  type Given,
  type IsolationOfRoom,
  OWNERS_ALONE,
  type Role,
  type Row,
} from "./isolation.ts";

/** The rooms' parts, in upstream order. */
export const ROOMS: readonly IsolationOfRoom[] = [
  ACCOUNTS_ISOLATION,
  TRACKING_ISOLATION,
  TASKS_ISOLATION,
  HABITS_ISOLATION,
];

const PUBLIC = everybody("public");
const others: readonly Role[] = ["visitor", "guest", "other", "token", "admin"];

/** The platform's own queries. */
const QUERIES: readonly Row[] = [
  { of: "Query.csrfToken", document: "{ it: csrfToken }", gets: PUBLIC },
  { of: "Query.serverTime", document: "{ it: serverTime }", gets: PUBLIC, coincide: others },
  {
    of: "Query.rateLimit",
    document: "{ it: rateLimit { cost costLimit mutations { limit } } }",
    gets: PUBLIC,
    coincide: others,
  },
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

export const READINGS: readonly Row[] = [...QUERIES, ...ROOMS.flatMap(({ readings }) => readings)];
export const CHANGES = ROOMS.flatMap(({ changes }) => changes);
export const SUBSCRIPTIONS = ROOMS.flatMap(({ subscriptions }) => subscriptions);
export const ROWS: readonly Row[] = [...READINGS, ...CHANGES, ...SUBSCRIPTIONS];

/**
 * Gives a person data of every kind that the rooms know.
 *
 * @param name part of everything that has a name
 * @param until epoch ms; everything happened in the two hours before it
 */
export async function giveEverything(
  application: TestApplication,
  person: Guest,
  name: string,
  until: number,
): Promise<Given> {
  let given: Given = { ids: {}, words: {} };
  for (const room of ROOMS) {
    const { ids, words } = await room.give(application, person, name, until, given);
    given = { ids: { ...given.ids, ...ids }, words: { ...given.words, ...words } };
  }
  return given;
}
