import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { askPage, CONNECTIONS, type ConnectionField } from "../testing/connections.ts";
import { everyRowOf } from "../testing/everything-of-a-person.ts";
import { ROLES, type Role } from "../testing/isolation.ts";
import { aCast, type Cast } from "./testing/isolation-cast.ts";

let application: TestApplication;
let cast: Cast;
beforeAll(async () => {
  application = await aTestApplication();
  cast = await aCast(application);
});
afterAll(() => application.close());

/** Those who have lists. */
const PEOPLE = ["guest", "owner", "other", "admin"] as const;

/** What each role gets from a connection, whosever cursor it sends. */
const GETS: Readonly<Record<Role, string>> = {
  visitor: "null",
  guest: "own",
  owner: "own",
  other: "own",
  revoked: "401",
  token: "FORBIDDEN",
  admin: "own",
};

function asking(role: Role): Pick<Guest, "ask"> {
  const { bearer } = cast.credentials[role];
  return {
    ask: (query, variables) =>
      application.ask(query, variables, bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
  };
}

/** All real cursors of a person in a connection. */
async function cursorsOf(role: Role, field: ConnectionField): Promise<string[]> {
  const { page } = await askPage(asking(role), field, { first: 100 });
  return page?.edges.map(({ cursor }) => cursor) ?? [];
}

const rawId = (globalId: string) => globalId && Buffer.from(globalId, "base64").toString().split(":")[1];

describe(`the matrix of cursors, ${CONNECTIONS.length * ROLES.length} cells`, () => {
  it("finds the connections of the schema, and in each of them cursors of several people", async () => {
    expect(CONNECTIONS.length).toBeGreaterThan(10);
    for (const field of CONNECTIONS) {
      const found = await Promise.all(PEOPLE.map((role) => cursorsOf(role, field)));
      expect(found.filter((cursors) => cursors.length > 0).length, field.of).toBeGreaterThan(1);
    }
  });

  it.each(CONNECTIONS)("$of", async (field) => {
    for (const role of ROLES) {
      const asker = asking(role);
      const { userId } = cast.credentials[role];
      const rows = userId === null ? "" : await everyRowOf(application.db.pool, userId);
      const whole = (await askPage(asker, field, { first: 100 })).page?.nodes.map(({ id }) => id) ?? [];
      for (const other of PEOPLE.filter((one) => cast.credentials[one].userId !== userId)) {
        for (const cursor of await cursorsOf(other, field)) {
          for (const args of [
            { after: cursor, first: 100 },
            { before: cursor, last: 100 },
          ]) {
            const { code, page, status } = await askPage(asker, field, args);
            if (GETS[role] === "401") expect(status).toBe(401);
            else if (GETS[role] === "FORBIDDEN") expect([code, page]).toEqual(["FORBIDDEN", null]);
            else expect(code, `${field.of} for ${role}`).toBeNull();
            if (GETS[role] !== "own") expect(page).toBeNull();
            for (const { id } of page?.nodes ?? []) {
              expect(whole, `${field.of} for ${role}`).toContain(id);
              expect(rows).toContain(rawId(id));
            }
          }
        }
      }
    }
  });
});

describe("a cursor made from somebody's row", () => {
  /** The forms in which ids are written. */
  const forms = (type: string, id: string) => [
    id,
    btoa(id),
    btoa(`${type}:${id}`),
    btoa(`GPC:S:${id}`),
    Buffer.from(JSON.stringify([id])).toString("base64url"),
  ];

  it.each(CONNECTIONS)("tells as little as one from nobody's in $of", async (field) => {
    const [{ id: globalId } = { id: "" }] =
      (await askPage(asking("owner"), field, { first: 1 })).page?.nodes ?? [];
    const id = rawId(globalId) ?? "";
    expect(id).not.toBe("");
    const strangers = forms(field.node, id);
    const nobodys = forms(field.node, randomUUID());
    for (const [index, after] of strangers.entries()) {
      const { code, errors, page } = await askPage(asking("other"), field, { after });
      const missing = await askPage(asking("other"), field, { after: nobodys[index] });
      expect([page, code]).toEqual([null, "BAD_USER_INPUT"]);
      expect(errors[0]?.message).toContain("`after` is not a cursor of this list");
      expect(errors).toEqual(missing.errors);
    }
  });
});

describe("every connection", () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

  it.each(CONNECTIONS)("refuses cursors that it did not make: $of", async (field) => {
    const owner = asking("owner");
    const [cursor = ""] = await cursorsOf("owner", field);
    const [name, ...values]: unknown[] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const forged = [
      "",
      "\u0000",
      "nonsense",
      "x".repeat(100_000),
      encoded(null),
      encoded({ name }),
      encoded([`other ${name}`, ...values]),
      encoded([name]),
      encoded([name, ...values, 1]),
      ...["\u0000", "NaN", true, {}].flatMap((value) =>
        values.map((_, index) => encoded([name, ...values.with(index, value)])),
      ),
    ];
    for (const text of forged) {
      for (const side of ["after", "before"]) {
        const { code, page } = await askPage(owner, field, { [side]: text });
        expect([code, page], `${side}: ${text.slice(0, 200)}`).toEqual(["BAD_USER_INPUT", null]);
      }
    }
  });

  it.each(CONNECTIONS)("refuses `first` together with `last`: $of", async (field) => {
    const { code, errors, page } = await askPage(asking("owner"), field, { first: 1, last: 1 });
    expect([page, code]).toEqual([null, "BAD_USER_INPUT"]);
    expect(errors[0]?.message).toContain("exclude each other");
  });

  it.each(CONNECTIONS)("counts all entries, whichever page is shown: $of", async (field) => {
    const whole = (await askPage(asking("owner"), field, { first: 100 })).page;
    const one = (await askPage(asking("owner"), field, { last: 1 })).page;
    expect(one?.totalCount).toBe(whole?.nodes.length);
    expect(one?.nodes).toEqual(whole?.nodes.slice(-1));
    expect(one?.edges.map(({ node }) => node)).toEqual(one?.nodes);
  });
});
