import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";

/** A press with its time. */
export interface PastEvent {
  readonly type: "NEXT" | "PAUSE" | "UNDO" | "EXIT";
  /** Epoch milliseconds. */
  readonly at: number;
  readonly sessionKey: string;
  readonly clientEventId: string;
  readonly estimatedSeconds?: number;
}

/** A person's session as read over the API. */
export interface ToldSession {
  readonly id: string;
  readonly key: string;
  readonly isActive: boolean;
  readonly isPaused: boolean;
  readonly questionCount: number;
  readonly activeSeconds: number;
  readonly events: readonly { readonly type: string; readonly clientEventId: string }[];
}

/** A user who, besides the browser, also uses another client: a bearer token over HTTP. */
export interface Person {
  readonly token: string;
  readonly timezone: string;
  /** Sends a query and returns its `data`. @throws if the answer contains errors */
  ask(query: string, variables?: object): Promise<Answer>;
  /** Records a press now. @returns the refusal's message, or null */
  press(type: PastEvent["type"], more?: object): Promise<string | null>;
  /** Records past events; fails if one of them is refused. */
  live(events: readonly PastEvent[]): Promise<void>;
  /** All sessions with their logs, newest first. */
  sessions(): Promise<ToldSession[]>;
}

/** Only the sender of the query knows its shape. */
// biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, and each test writes its own queries
export type Answer = any;

const GUEST = `mutation ($timezone: String) {
  continueAsGuest(input: { timezone: $timezone }) { ... on LoginPayload { accessToken } ... on Error { message } }
}`;
const REGISTER = `mutation ($input: RegisterInput!) {
  register(input: $input) { ... on LoginPayload { accessToken } ... on Error { message } }
}`;
const RECORD = `mutation ($events: [RecordEventInput!]!) {
  recordEvents(input: { events: $events }) {
    ... on RecordEventsPayload { results { __typename ... on Error { message } } }
    ... on Error { message }
  }
}`;
const SESSIONS = `{ viewer { workSessions(first: 20) { nodes {
  id key isActive isPaused questionCount activeSeconds events(first: 100) { nodes { type clientEventId } }
} } } }`;

/**
 * Creates a guest. If `inside` is a browser's request context, the browser keeps the guest's cookie; `outside` sends
 * the other client's requests.
 */
export async function aGuest(
  inside: APIRequestContext,
  outside: APIRequestContext,
  timezone: string,
  origin = "",
): Promise<Person> {
  const response = await inside.post(`${origin}/graphql`, {
    data: { query: GUEST, variables: { timezone } },
  });
  const token: string = (await response.json()).data.continueAsGuest.accessToken;
  expect(token, "a guest was made").toBeTruthy();
  return personWith(token, outside, timezone, origin);
}

/** A registered user with their credentials. */
export interface Account extends Person {
  readonly email: string;
  readonly password: string;
}

/**
 * Registers a user; the browser of the request context keeps the login. On a test's own server, the first account is
 * the administrator.
 *
 * @param origin another server than the shared one
 */
export async function anAccount(
  inside: APIRequestContext,
  outside: APIRequestContext,
  timezone: string,
  origin = "",
): Promise<Account> {
  const email = `ilse.${randomUUID().slice(0, 13)}@example.org`;
  const password = "nine quiet herons wade";
  const input = { email, password, firstName: "Ilse", lastName: "Brandt", timezone };
  const response = await inside.post(`${origin}/graphql`, {
    data: { query: REGISTER, variables: { input } },
  });
  const token: string = (await response.json()).data.register.accessToken;
  expect(token, "an account was made").toBeTruthy();
  return { ...personWith(token, outside, timezone, origin), email, password };
}

function personWith(token: string, outside: APIRequestContext, timezone: string, origin: string): Person {
  async function ask(query: string, variables: object = {}): Promise<Answer> {
    const answer = await outside.post(`${origin}/graphql`, {
      headers: { authorization: `Bearer ${token}` },
      data: { query, variables },
    });
    const { data, errors } = await answer.json();
    expect(errors, "the answer holds no errors").toBeUndefined();
    return data;
  }
  async function record(events: readonly object[]): Promise<(string | null)[]> {
    const { recordEvents } = await ask(RECORD, { events });
    expect(recordEvents.message).toBeUndefined();
    return recordEvents.results.map((result: { message?: string }) => result.message ?? null);
  }
  return {
    token,
    timezone,
    ask,
    press: async (type, more = {}) =>
      (await record([{ type, clientEventId: randomUUID(), ...more }]))[0] ?? null,
    async live(events) {
      const inputs = events.map(({ at, ...event }) => ({ ...event, occurredAt: new Date(at).toISOString() }));
      for (let from = 0; from < inputs.length; from += 100) {
        const refusals = await record(inputs.slice(from, from + 100));
        expect(refusals.filter((refusal) => refusal !== null)).toEqual([]);
      }
    },
    async sessions() {
      const { viewer } = await ask(SESSIONS);
      return viewer.workSessions.nodes.map((node: Answer) => ({ ...node, events: node.events.nodes }));
    },
  };
}
