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

it("tells no budget where nothing is limited", async () => {
  const server = await aPlatformServer({ RATE_LIMIT_FACTOR: "0" });
  const { headers } = await server.ask("{ greeting }");
  expect(headers.get("operation-cost")).toBe("1");
  expect(headers.get("ratelimit-limit")).toBeNull();
  await server.stop();
});
