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
    await turnToParse(LONG);
    work(20);
    done.push(name);
  };
  let isOver = false;
  const others = async () => {
    while (!isOver) {
      await nextTurn();
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

it("does not let a short document wait, or what is none", () => {
  expect(turnToParse("{ greeting }")).toBeUndefined();
  expect(turnToParse(undefined)).toBeUndefined();
});

it("answers every long document", async () => {
  server = await aPlatformServer();
  const { ask } = server;
  const long = `{ greeting } # ${LONG}`;
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(long)));
  for (const { data } of answers) expect(data).toEqual({ greeting: "hello" });
});
