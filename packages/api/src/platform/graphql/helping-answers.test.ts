import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
beforeAll(async () => {
  server = await aPlatformServer({
    INTROSPECTION: "false",
    QUERY_COST_LIMIT: "100",
    QUERY_TOKEN_LIMIT: "100",
  });
});
afterAll(() => server.stop());

const JSON_ONLY = { accept: "application/json" };
const GRAPHQL_JSON = { accept: "application/graphql-response+json" };

/** Posts a body as it is; returns the status, the media type and the parsed answer. */
async function post(body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const type = response.headers.get("content-type");
  return { status: response.status, type, ...JSON.parse(await response.text()) };
}

describe("a wrong way in gets an answer that helps", () => {
  it("to another scheme than Bearer", async () => {
    const { status, errors } = await post({ query: "{ greeting }" }, { authorization: "Basic YWRhOmE=" });
    expect([status, errors[0].extensions.code]).toEqual([401, "UNAUTHENTICATED"]);
    expect(errors[0].message).toContain("Authorization: Bearer");
    const wrong = await post({ query: "{ greeting }" }, { authorization: "Bearer mallory" });
    expect(wrong.errors[0].message).toBe("This token is unknown, expired or revoked.");
  });

  it("to a client that accepts no media type of GraphQL", async () => {
    const answer = await post({ query: "{ greeting }" }, { accept: "text/html" });
    expect(answer).toMatchObject({
      status: 406,
      type: "application/json; charset=utf-8",
      errors: [{ extensions: { code: "NOT_ACCEPTABLE" } }],
    });
    expect(answer.errors[0].message).toContain("application/json");
  });

  it("to a subscription of a client that accepts no stream", async () => {
    const query = 'subscription { news(reader: "ada") }';
    const answer = await post({ query }, { ...JSON_ONLY, authorization: "Bearer ada" });
    expect(answer).toMatchObject({ status: 406, errors: [{ extensions: { code: "NOT_ACCEPTABLE" } }] });
    expect(answer.errors[0].message).toContain("text/event-stream");
    expect(server.server.pubsub.size).toBe(0);
  });

  it("to the hash of a persisted query, so that the client sends the document", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } };
    const told = {
      status: 200,
      errors: [
        { message: "PersistedQueryNotSupported", extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } },
      ],
    };
    expect(await post({ extensions })).toMatchObject(told);
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    const response = await fetch(`${server.url}/graphql?${search}`);
    expect({ status: response.status, ...JSON.parse(await response.text()) }).toMatchObject(told);
    expect((await post({ query: "{ greeting }", extensions })).data).toEqual({ greeting: "hello" });
  });

  it.each([
    ['{ echo(at: "yesterday") }', 'at: "yesterday" is not an instant'],
    ['{ echo(id: "x") }', 'id: "x" is not a UUID'],
    ['query ($id: UUID = "x") { echo(id: $id) }', '$id: "x" is not a UUID'],
    ['mutation { rename(input: { name: "x", copies: "many" }) { __typename } }', "input.copies: Int cannot"],
  ])("to a wrong value in %s: the name of its field", async (query, words) => {
    const { errors } = await post({ query });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(errors[0].message).toContain(words);
  });

  it.each(["{ shelf { ... @defer { depth } } }", "{ shelf { books(first: 1) { nodes @stream { id } } } }"])(
    "to %s",
    async (query) => {
      const { errors } = await post({ query });
      expect(errors).toMatchObject([{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }]);
      expect(errors[0].message).toContain("does not support @defer and @stream");
    },
  );

  it("to introspection by a visitor", async () => {
    const { errors } = await post({ query: "{ __schema { queryType { name } } }" });
    expect(errors[0].message).toContain("/schema.graphql");
  });
});

it("refuses with one status whatever is too large, and whatever the client accepts", async () => {
  const tooLarge = [
    "{ shelf { books(first: 100) { nodes { id } } } }",
    `{ shelf ${"{ below ".repeat(12)} { depth } ${"}".repeat(12)} }`,
    `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: greeting`).join(" ")} }`,
    `{ ${"greeting ".repeat(101)} }`,
  ];
  for (const query of tooLarge) {
    for (const headers of [JSON_ONLY, GRAPHQL_JSON]) {
      expect(await post({ query }, headers)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: "QUERY_TOO_LARGE" } }],
      });
    }
  }
});
