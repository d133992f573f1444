import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, expect, it } from "vitest";
import { aPlatformServer, type PlatformServer } from "../../testing/platform-server.ts";
import { turnToParse } from "./document-turns.ts";

let server: PlatformServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const LONG = "x".repeat(3_000);

/** Keeps the process busy, as parsing does. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

it("lets long documents be parsed one at a time, in order, with time for others in between", async () => {
  const done: string[] = [];
  const parse = async (name: string) => {
    await turnToParse(LONG, "192.0.2.1");
    work(20);
    done.push(name);
  };
  let isOver = false;
  const others = async () => {
    while (!isOver) {
      await nextTurn();
      work(2);
      done.push("another");
    }
  };
  const running = others();
  await Promise.all(["a", "b", "c"].map(parse));
  isOver = true;
  await running;
  expect(done.filter((name) => name !== "another")).toEqual(["a", "b", "c"]);
  for (const [earlier, later] of [
    ["a", "b"],
    ["b", "c"],
  ] as const)
    expect(done.indexOf(later) - done.indexOf(earlier)).toBeGreaterThan(5);
});

it("does not let a short document wait, or something that is no document", () => {
  expect(turnToParse("{ greeting }", "192.0.2.1")).toBeUndefined();
  expect(turnToParse(undefined, "192.0.2.1")).toBeUndefined();
});

it("lets an address that sends one go before the next of an address that sends many", async () => {
  const done: string[] = [];
  const parse = (name: string, address: string) =>
    turnToParse(LONG, address)?.then(() => void done.push(name));
  const many = ["a", "b", "c"].map((name) => parse(name, "192.0.2.1"));
  await Promise.all([...many, parse("other", "192.0.2.2")]);
  expect(done.indexOf("other")).toBeLessThan(done.indexOf("c"));
});

it("answers long documents, and refuses those of an address that sends too many at once", async () => {
  server = await aPlatformServer();
  const { ask } = server;
  const long = `{ greeting } # ${LONG}`;
  const some = await Promise.all(Array.from({ length: 20 }, () => ask(long)));
  for (const { data } of some) expect(data).toEqual({ greeting: "hello" });
  const answers = await Promise.all(Array.from({ length: 60 }, () => ask(long)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  for (const { errors } of refused) expect(errors[0]).toMatchObject({ extensions: { code: "RATE_LIMITED" } });
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(20);
});

it("does not refuse a user because visitors at the same address send too many", async () => {
  server = await aPlatformServer({ RATE_LIMIT_FACTOR: "0" });
  const { ask } = server;
  const flood = Array.from({ length: 60 }, () => ask(`{ greeting } # ${LONG}`));
  const users = Array.from({ length: 5 }, () =>
    ask(`{ viewerId } # ${LONG}`, { headers: { authorization: "Bearer ada" } }),
  );
  for (const { data } of await Promise.all(users)) expect(data).toEqual({ viewerId: "ada" });
  expect((await Promise.all(flood)).some(({ status }) => status === 429)).toBe(true);
});
