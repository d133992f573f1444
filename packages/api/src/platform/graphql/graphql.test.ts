import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";
import type { Scope } from "../guards/scopes.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer({ INTROSPECTION: "false" });
});
afterAll(() => server.stop());

const as = (name: string) => ({ headers: { authorization: `Bearer ${name}` } });
const codes = (answer: { errors: { extensions: Record<string, unknown> }[] }) =>
  answer.errors.map(({ extensions }) => extensions.code);

describe("access", () => {
  it("answers a visitor's query for public data", async () => {
    expect((await server.ask("{ greeting viewerId }")).data).toEqual({ greeting: "hello", viewerId: null });
  });

  it("refuses a visitor with UNAUTHENTICATED and a narrow token with FORBIDDEN", async () => {
    expect(codes(await server.ask("{ secret }"))).toEqual(["UNAUTHENTICATED"]);
    expect((await server.ask("{ secret tracked }", as("ada"))).data).toEqual({
      secret: "ada",
      tracked: "tracked",
    });
    const ada = server.logins.get("ada");
    if (ada)
      server.logins.set("reader", {
        ...ada,
        apiTokenId: "1",
        authSessionId: null,
        scopes: new Set<Scope>(["READ"]),
      });
    expect(codes(await server.ask("{ tracked }", as("reader")))).toEqual(["FORBIDDEN"]);
    expect(codes(await server.ask("{ administered }", as("ada")))).toEqual(["FORBIDDEN"]);
  });

  it("refuses an unknown bearer token, but treats an old cookie as a visitor", async () => {
    expect(await server.ask("{ greeting }", as("mallory"))).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
    expect((await server.ask("{ greeting }", { headers: { authorization: "Basic YWRh" } })).status).toBe(401);
    const old = await server.ask("{ viewerId }", { headers: { cookie: "pacekeeper=mallory" } });
    expect(old.data).toEqual({ viewerId: null });
  });
});

describe("the limits", () => {
  it("accepts a document 12 levels deep and refuses 13, also through fragments", async () => {
    const deep = (levels: number) =>
      `{ shelf ${"{ below ".repeat(levels - 2)} { depth } ${"}".repeat(levels - 2)} }`;
    expect((await server.ask(deep(12))).errors).toEqual([]);
    const tooDeep = await server.ask(deep(13));
    expect(codes(tooDeep)).toEqual(["QUERY_TOO_LARGE"]);
    expect(tooDeep.errors[0]?.message).toContain("13 levels deep; at most 12");
    const hidden = `{ shelf { ...a } } fragment a on Shelf { below { below { below { ...b } } } }
      fragment b on Shelf { below { below { below { below { below { below { below { below { depth } } } } } } } } }`;
    expect(codes(await server.ask(hidden))).toEqual(["QUERY_TOO_LARGE"]);
  });

  it("terminates on a fragment that spreads itself", async () => {
    expect(codes(await server.ask("{ shelf { ...a } } fragment a on Shelf { below { ...a } }"))).toEqual([
      "GRAPHQL_VALIDATION_FAILED",
    ]);
  });

  it("answers a mutation whose fragments double at every level", async () => {
    const levels = Array.from({ length: 100 }, (_, level) => {
      return `fragment F${level} on Mutation { ...F${level + 1} ...F${level + 1} }`;
    });
    const document = `mutation { ...F0 } ${levels.join(" ")} fragment F100 on Mutation { __typename }`;
    expect(codes(await server.ask(document))).toEqual(["RATE_LIMITED"]);
  });

  it("accepts 30 aliases and refuses 31", async () => {
    const aliased = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: greeting`).join(" ")} }`;
    expect((await server.ask(aliased(30))).errors).toEqual([]);
    expect(codes(await server.ask(aliased(31)))).toEqual(["QUERY_TOO_LARGE"]);
  });

  it("refuses more than 2,000 tokens without reading on", async () => {
    expect(codes(await server.ask(`{ ${"greeting ".repeat(2001)} }`))).toEqual(["QUERY_TOO_LARGE"]);
    expect((await server.ask("{ shelf ".repeat(5000))).status).toBeLessThan(500);
  });

  it("counts a connection by its page, and refuses a cost over 10,000", async () => {
    const nested = (first: number) =>
      `{ shelf { books(first: ${first}) { nodes { id title } edges { node { id title } } } } rateLimit { cost } }`;
    const cheap = await server.ask(nested(10));
    // shelf 1, books 1, ten times (nodes 1 + 2, edges 1 + node 1 + 2), rateLimit 1 + 1.
    expect(cheap.data?.rateLimit).toEqual({ cost: 2 + 10 * 7 + 2 });
    const wide = `{ shelf { ${Array.from({ length: 15 }, (_, i) => `b${i}: books(first: 100) { nodes { id title } edges { node { id title } } }`).join(" ")} } }`;
    const refused = await server.ask(wide);
    expect(refused).toMatchObject({ status: 400, errors: [{ extensions: { code: "QUERY_TOO_LARGE" } }] });
    expect(refused.errors[0]?.message).toMatch(/costs 10516; at most 10000/);
  });

  it("counts only the operation that runs, with its variables", async () => {
    const query =
      "query a { greeting } query b($n: Int) { shelf { books(first: $n) { nodes { id } } } rateLimit { cost } }";
    const { data } = await server.ask(query, { operationName: "b", variables: { n: 20 } });
    expect(data?.rateLimit).toEqual({ cost: 44 });
  });
});

describe("pages", () => {
  it("hold 50 entries by default", async () => {
    const { data } = await server.ask("{ shelf { books { nodes { id } pageInfo { hasNextPage } } } }");
    expect(data).toMatchObject({ shelf: { books: { pageInfo: { hasNextPage: true } } } });
    expect(JSON.stringify(data).match(/"id"/g)).toHaveLength(50);
  });

  it.each([
    ["first", 0],
    ["first", 101],
    ["last", 0],
    ["last", 1000],
    ["first", -1],
  ])("refuse %s: %i and say the range", async (argument, size) => {
    const answer = await server.ask(`query($n: Int) { shelf { books(${argument}: $n) { nodes { id } } } }`, {
      variables: { n: size },
    });
    expect(answer.errors).toMatchObject([
      { message: `${argument} must be from 1 to 100.`, extensions: { code: "BAD_USER_INPUT" } },
    ]);
  });

  it("find nodes by global id, null where there is none, at most 100 at once", async () => {
    const id = (key: string) => Buffer.from(`Book:${key}`).toString("base64");
    const nodes = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    const found = await server.ask(nodes, { variables: { ids: [id("1"), id("missing")] } });
    expect(found.data).toEqual({ nodes: [{ id: id("1") }, null] });
    const node = "query($id: ID!) { node(id: $id) { id } }";
    for (const wrong of ["", "nothing", "bm90aGluZw==", btoa("Planet:1"), btoa("Book:")]) {
      const among = await server.ask(nodes, { variables: { ids: [wrong, id("1"), wrong] } });
      expect([among.data, among.errors ?? []]).toEqual([{ nodes: [null, { id: id("1") }, null] }, []]);
      expect((await server.ask(node, { variables: { id: wrong } })).data).toEqual({ node: null });
    }
    for (const count of [0, 101]) {
      const answer = await server.ask(nodes, { variables: { ids: new Array(count).fill(id("1")) } });
      expect(answer.errors).toMatchObject([
        { message: "ids must hold from 1 to 100 ids.", extensions: { code: "BAD_USER_INPUT" } },
      ]);
    }
  });
});

describe("values", () => {
  it.each([
    ['{ echo(date: "2025-02-30") }', "2025-02-30 is not a calendar date."],
    ['{ echo(at: "2025-02-28T09:30:00") }', "is not an instant"],
    ['{ echo(id: "x") }', "is not a UUID"],
    ["{ echo(date: 5) }", "Date must be a string."],
  ])("refuses %s", async (query, why) => {
    const { errors } = await server.ask(query);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]?.message).toContain(why);
  });

  it("refuses them in variables too", async () => {
    const { errors } = await server.ask("query($d: Date) { echo(date: $d) }", {
      variables: { d: "2025-02-30" },
    });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0]?.message).toContain("not a calendar date");
  });

  it("answers instants in UTC with milliseconds", async () => {
    const { data } = await server.ask('{ serverTime echo(at: "2025-03-01T01:30:00+02:00") }');
    expect(data).toMatchObject({
      serverTime: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      echo: "2025-02-28T23:30:00.000Z",
    });
  });
});

describe("mutations", () => {
  const rename = (
    name: string,
    copies = 1,
  ) => `mutation { rename(input: { name: "${name}", copies: ${copies} }) {
    __typename ... on RenamePayload { name } ... on Error { message } ... on InvalidInputError { issues { path code message } } } }`;

  it("answer their payload, or an expected failure as a type", async () => {
    expect((await server.ask(rename("fine"))).data).toEqual({
      rename: { __typename: "RenamePayload", name: "fine" },
    });
    expect((await server.ask(rename("taken"))).data).toEqual({
      rename: { __typename: "NameTaken", message: "That name is taken." },
    });
  });

  it("report every issue of a form at once", async () => {
    const { data, errors } = await server.ask(rename("x", 10));
    expect(errors).toEqual([]);
    expect(data).toEqual({
      rename: {
        __typename: "InvalidInputError",
        message: "The name needs two characters. At most nine copies.",
        issues: [
          { path: ["name"], code: "TOO_SMALL", message: "The name needs two characters." },
          { path: ["copies"], code: "TOO_BIG", message: "At most nine copies." },
        ],
      },
    });
  });

  it("mask a fault, and log it under the reference in the answer", async () => {
    const documents = [rename("fault"), "{ fault }", "{ wrongAnswer }"];
    for (const answer of await Promise.all(documents.map((document) => server.ask(document)))) {
      const [error] = answer.errors;
      const reference = error?.extensions.reference;
      expect(error).toMatchObject({
        message: `The server could not do this. Nothing was lost. Reference ${reference}.`,
        extensions: { code: "INTERNAL", reference: expect.stringMatching(/^[2-9A-Z]{4}$/) },
      });
      expect(answer.text).not.toMatch(/hunter2|NaN/);
      const line = server.logged.find((entry) => entry.reference === reference);
      expect(line).toMatchObject({
        requestId: answer.headers.get("x-request-id"),
        err: { message: expect.stringMatching(/hunter2|NaN/) },
      });
    }
  });
});

describe("the schema", () => {
  const introspection =
    "{ __schema { queryType { fields { name type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } } }";

  it("is closed to visitors where introspection is off, and open to a valid login", async () => {
    expect(codes(await server.ask("{ __schema { queryType { name } } }"))).toContain(
      "GRAPHQL_VALIDATION_FAILED",
    );
    expect((await server.ask(introspection, as("ada"))).errors).toEqual([]);
    // The validation cache must not let the next visitor through.
    expect(codes(await server.ask(introspection))).toContain("GRAPHQL_VALIDATION_FAILED");
  });

  it("is not given away by suggestions", async () => {
    const misspelt = await server.ask(
      '{ greetin shelf { books(frist: 1) { nodes { id } } } __type(name: "Book") { name } }',
    );
    expect(misspelt.text).not.toContain("Did you mean");
    const open = await aPlatformServer();
    expect((await open.ask("{ greetin }")).text).toContain("Did you mean");
    await open.stop();
  });
});
