import { setTimeout as delay } from "node:timers/promises";
import { isInterfaceType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../schema.ts";
import { aTestApplication, type TestApplication } from "../testing/application.ts";
import { anEventStream, type EventStream, type StreamedResult } from "../testing/event-stream.ts";
import { everyRowOf } from "../testing/everything-of-a-person.ts";
import { type Asker, type FollowedRow, nobodysId, ROLES, type Role, type Row } from "../testing/isolation.ts";
import { CHANGES, READINGS, ROWS, SUBSCRIPTIONS } from "../testing/isolation-matrix.ts";
import { aCast, type Cast } from "./testing/isolation-cast.ts";

let application: TestApplication;
beforeAll(async () => {
  application = await aTestApplication();
});
afterAll(() => application.close());

interface Reply {
  readonly status: number;
  readonly text: string;
  readonly value: unknown;
  readonly code: string | null;
}

async function ask({ credentials }: Cast, role: Role, document: string, variables: object): Promise<Reply> {
  const { bearer } = credentials[role];
  const response = await fetch(`${application.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: JSON.stringify({ query: document, variables }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text);
  const found = data && "viewer" in data ? data.viewer?.it : data?.it;
  const value = Array.isArray(found) && found.length > 0 && found.every((one) => one === null) ? null : found;
  return { status: response.status, text, value: value ?? null, code: errors?.[0]?.extensions.code ?? null };
}

/** The outcome of a reply, in the matrix's terms. */
function outcome({ status, value, code }: Reply): string {
  if (status === 401) return "401";
  if (code !== null) return value === null ? code : `${code} beside a value`;
  if (value === null) return "null";
  const { __typename, results } = value as { __typename?: string; results?: { __typename: string }[] };
  return results?.[0]?.__typename ?? __typename ?? "own";
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** All row ids in a text, also those within global ids and cursors. */
function idsIn(text: string): string[] {
  const encoded = text.match(/[A-Za-z0-9+/_-]{24,}/g) ?? [];
  const decoded = encoded.map((part) => Buffer.from(part, "base64").toString("latin1"));
  return [text, ...decoded].flatMap((part) => part.match(UUID) ?? []);
}

const rowsOf = ({ owner }: Cast, notes: readonly string[] = []) =>
  everyRowOf(application.db.pool, owner.userId, notes);

/** Nothing in the reply belongs to the owner; its ids are the sender's, if they existed before. */
async function expectNothingOfTheOwner(cast: Cast, role: Role, { text, value }: Reply): Promise<void> {
  const { owner, credentials } = cast;
  const owners = new Set(idsIn(`${await rowsOf(cast)} ${owner.userId}`));
  const told = idsIn(JSON.stringify(value));
  expect(told.filter((id) => owners.has(id))).toEqual([]);
  const words = [owner.email, "Ottilie", ...Object.values(owner.words)];
  for (const theirs of words) expect(text).not.toContain(theirs);
  const { userId } = credentials[role];
  if (userId !== null && userId !== owner.userId && told.length > 0) {
    const own = new Set(idsIn(`${await everyRowOf(application.db.pool, userId)} ${userId}`));
    // An account deleted by the request has no rows left, only its id.
    expect(told.filter((id) => !own.has(id))).toEqual([]);
  }
}

const isOwners = (role: Role) => role === "owner" || role === "token" || role === "revoked";

describe("the matrix", () => {
  it(`covers ${ROWS.length * ROLES.length} cells: every field of the schema, and no others`, () => {
    const fields = (type: string) => {
      const found = schema.getType(type);
      return isObjectType(found) ? Object.keys(found.getFields()).map((name) => `${type}.${name}`) : [];
    };
    const node = schema.getType("Node");
    const nodes = isInterfaceType(node)
      ? schema.getPossibleTypes(node).map(({ name }) => `node ${name}`)
      : [];
    const expected = ["Query", "User", "Mutation", "Subscription"].flatMap(fields).concat(nodes);
    expect(expected.length).toBeGreaterThan(60);
    expect(ROWS.map(({ of }) => of).sort()).toEqual(expected.sort());
  });
});

/**
 * Sends a row's request as a role and compares the outcome; an unknown id must get an identical answer, byte for byte.
 */
async function expectCell(row: Row, cast: Cast, role: Role): Promise<Reply> {
  const variables = row.variables?.(cast.owner, role) ?? {};
  const reply = await ask(cast, role, row.document, variables);
  const expected = row.gets[role];
  const got = outcome(reply);
  if (expected === "own" || expected === "public") {
    expect(reply.code).toBeNull();
    expect(got, `${row.of} for ${role}`).not.toBe("null");
  } else expect(got, `${row.of} for ${role}`).toBe(expected);
  if (row.id && (expected === "null" || expected === "NotFound")) {
    const { type, name = "id" } = row.id;
    const other = { [name]: nobodysId(type) };
    const missing = await ask(cast, role, row.document, withId(variables, other));
    expect([missing.status, missing.text]).toEqual([reply.status, reply.text]);
  }
  return reply;
}

/** The variables with another id in place of their own. */
function withId(
  variables: Record<string, unknown>,
  other: Readonly<Record<string, string>>,
): Record<string, unknown> {
  return "id" in variables ? other : { input: { ...(variables.input as object), ...other } };
}

describe("reading", () => {
  let cast: Cast;
  beforeAll(async () => {
    cast = await aCast(application);
  });

  it.each(READINGS)("$of", async (row) => {
    const before = await rowsOf(cast);
    const owners = await expectCell(row, cast, "owner");
    // The ids that must not appear in other roles' replies do appear here.
    if (row.id) expect(idsIn(JSON.stringify(owners.value))).not.toEqual([]);
    for (const role of ROLES) {
      const reply = await expectCell(row, cast, role);
      if (isOwners(role)) continue;
      await expectNothingOfTheOwner(cast, role, reply);
      if (row.coincide?.includes(role)) continue;
      expect(reply.value, `${row.of} for ${role}`).not.toEqual(owners.value);
    }
    expect(await rowsOf(cast)).toBe(before);
  });

  it("answers a browser with an ended login like a visitor", async () => {
    const cookie = `pacekeeper=${cast.credentials.revoked.bearer}`;
    for (const row of READINGS) {
      const { data } = await application.ask(row.document, row.variables?.(cast.owner, "visitor"), {
        cookie,
      });
      const visitors = await ask(cast, "visitor", row.document, row.variables?.(cast.owner, "visitor") ?? {});
      if (row.of !== "Query.serverTime") expect({ data }).toEqual(JSON.parse(visitors.text));
    }
  });
});

describe("changing", () => {
  it.each(CHANGES)("$of", async (row) => {
    const cast = await aCast(application);
    await row.before?.(cast.owner);
    // The owner goes last, so that nobody else has used up what the owner may do.
    for (const role of ROLES.filter((one) => one !== "owner")) {
      await application.db.pool.query("DELETE FROM login_throttles");
      const before = await rowsOf(cast, row.notes);
      const reply = await expectCell(row, cast, role);
      await expectUntold(row, cast, role, reply);
      const after = await rowsOf(cast, row.notes);
      if (row.changes?.includes(role)) expect(after).not.toBe(before);
      else expect(after, `the owner's rows after ${row.of} by ${role}`).toBe(before);
    }
    await application.db.pool.query("DELETE FROM login_throttles");
    await expectCell(row, cast, "owner");
  });

  /** A request that creates a user or deletes its sender ends with ids other than those it started with. */
  async function expectUntold(row: Row, cast: Cast, role: Role, reply: Reply): Promise<void> {
    const { owner } = cast;
    const told = idsIn(JSON.stringify(reply.value));
    const owners = new Set(idsIn(`${await rowsOf(cast)} ${owner.userId}`));
    expect(told.filter((id) => owners.has(id))).toEqual([]);
    const gone = row.of === "Mutation.deleteAccount" || row.of === "Mutation.continueAsGuest";
    if (!isOwners(role) && !gone) await expectNothingOfTheOwner(cast, role, reply);
  }
});

describe("following", () => {
  /** Follows until the sender's own last change arrives, while the owner acts too. @returns everything received */
  async function followed(row: FollowedRow, stream: EventStream, asker: Asker, { owner }: Cast) {
    const { act, isLast } = row;
    const told: StreamedResult["data"][] = [];
    const next = async () => told.push((await stream.next())?.data.it);
    // A stream may have no initial value, so it counts as followed once it has delivered something.
    const first = next();
    while (told.length === 0) await Promise.race([first, act(asker).then(() => delay(100))]);
    await act(owner);
    await act(asker);
    while (!(await isLast(told.at(-1), asker))) await next();
    return told;
  }

  it.each(SUBSCRIPTIONS)("$of", async (row) => {
    const cast = await aCast(application);
    for (const role of ROLES) {
      const { bearer, userId } = cast.credentials[role];
      const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
      const variables = row.variables?.(cast.owner, role);
      const stream = await anEventStream(application.url, row.document, headers, variables);
      const expected = row.gets[role];
      if (expected === "401") expect(stream.status).toBe(401);
      else if (expected !== "own") {
        expect((await stream.next())?.errors?.[0]?.extensions.code, `${row.of} for ${role}`).toBe(expected);
        expect(await stream.next()).toBeNull();
      } else {
        const asker: Asker = {
          ask: (query, variables) => application.ask(query, variables, headers),
        };
        const ids = idsIn(JSON.stringify(await followed(row, stream, asker, cast)));
        const own = new Set(idsIn(await everyRowOf(application.db.pool, userId ?? "")));
        expect(ids.length).toBeGreaterThan(0);
        expect(ids.filter((id) => !own.has(id))).toEqual([]);
      }
      await stream.close();
    }
  });
});
