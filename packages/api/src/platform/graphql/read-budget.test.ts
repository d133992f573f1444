import { expect, it } from "vitest";
import { aPlatformServer } from "../../testing/platform-server.ts";

it("takes what each query costs from a budget of its sender, and tells it in every answer", async () => {
  const server = await aPlatformServer({ READ_COST_PER_MINUTE: "100" }, { now: () => 30_000 });
  const as = (name: string) => ({ headers: { authorization: `Bearer ${name}` } });
  const books = "{ shelf { books(first: 30) { nodes { id } } } }";
  const told = async (name: string, query = books) => {
    const { errors, headers, status } = await server.ask(query, as(name));
    const [cost, limit, remaining, reset] = [
      "operation-cost",
      "ratelimit-limit",
      "ratelimit-remaining",
      "ratelimit-reset",
    ].map((header) => Number(headers.get(header)));
    return { status, codes: errors.map(({ extensions }) => extensions.code), cost, limit, remaining, reset };
  };
  const fine = { status: 200, codes: [], cost: 62, limit: 100, remaining: 38, reset: 60 };
  expect(await told("ada")).toEqual(fine);
  expect(await told("ada")).toEqual({ ...fine, status: 429, codes: ["RATE_LIMITED"] });
  expect(await told("ada", "{ greeting }")).toEqual({ ...fine, cost: 1, remaining: 37 });
  expect(await told("bob")).toEqual(fine);
  const rename = 'mutation { rename(input: { name: "fine", copies: 1 }) { __typename } }';
  expect(await told("ada", rename)).toMatchObject({ status: 200, limit: 1200, remaining: 1199 });
  await server.stop();
});

it("takes the length of each document that is new from a budget of its sender, valid or not", async () => {
  const server = await aPlatformServer({ NEW_DOCUMENT_CHARACTERS_PER_MINUTE: "90" }, { now: () => 30_000 });
  const as = (name: string) => ({ headers: { authorization: `Bearer ${name}` } });
  const code = async (query: string, name = "ada") =>
    (await server.ask(query, as(name))).errors[0]?.extensions.code ?? "fine";
  expect(await code("{ greeting }")).toBe("fine");
  const wrong = (turn: number) => `{ unknown${turn} unknown unknown unknown unknown }`;
  expect(await code(wrong(1))).toBe("GRAPHQL_VALIDATION_FAILED");
  expect(await code(wrong(2))).toBe("RATE_LIMITED");
  expect(await code("{ greeting }"), "known documents take nothing").toBe("fine");
  expect(await code(wrong(2), "bob")).toBe("GRAPHQL_VALIDATION_FAILED");
  await server.stop();
});

it("tells no budget where nothing is limited", async () => {
  const server = await aPlatformServer({ RATE_LIMIT_FACTOR: "0" });
  const { headers } = await server.ask("{ greeting }");
  expect(headers.get("operation-cost")).toBe("1");
  expect(headers.get("ratelimit-limit")).toBeNull();
  await server.stop();
});
