import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenSocket, openSocket } from "../../testing/open-socket.ts";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";

let server: PlatformServer;
let socket: OpenSocket;
beforeAll(async () => {
  server = await aPlatformServer();
  socket = await openSocket(server.url, { init: { authorization: "Bearer ada" } });
});
afterAll(async () => {
  socket.terminate();
  await server.stop();
});

const QUERY = "query ($id: ID = 1) { node(id: $id) { id } }";
const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const WRONG: [string, string][] = [
  ["nested 40,000 levels deep as a variable", `{"variables":{"id":${nested(20_000)}}}`],
  ["nested 33 levels deep", `{"variables":{"id":${nested(32)}}}`],
  ["nested too deeply in the extensions", `{"extensions":{"id":${nested(20_000)}}}`],
  ["of more than 10,000 values", `{"variables":{"id":[${new Array(10_001).fill(1)}]}}`],
  ["with NUL", '{"variables":{"id":"a\\u0000b"}}'],
  ["with half of a surrogate pair", '{"variables":{"id":["a\\ud800b"]}}'],
  ["with the other half, in the extensions", '{"extensions":{"id":"\\udc00"}}'],
];

describe("what is sent beside the document", () => {
  it.each(WRONG)("is refused as wrong input over HTTP: %s", async (_what, sent) => {
    for (const authorization of ["Bearer ada", ""]) {
      const response = await fetch(`${server.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(authorization && { authorization }) },
        body: sent.replace("{", `{"query":${JSON.stringify(QUERY)},`),
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    }
  });

  it.each(WRONG)("is refused as wrong input on a socket: %s", async (_what, sent) => {
    const { errors } = await socket.askRaw(sent.replace("{", `{"query":${JSON.stringify(QUERY)},`));
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  it("may hold emoji, and 32 levels", async () => {
    const { errors } = await server.ask("query ($d: String) { greeting }", {
      variables: { d: "👩‍🚀", deep: JSON.parse(nested(31)) },
    });
    expect(errors.map(({ message }) => message)).toEqual(['Variable "$d" is never used.']);
  });
});
