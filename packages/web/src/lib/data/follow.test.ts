// @vitest-environment happy-dom
import { Client, gql, subscriptionExchange, type TypedDocumentNode } from "@urql/core";
import { type ExecutionResult, GraphQLError } from "graphql";
import { createSignal } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { inApp } from "../../testing/in-app.ts";
import { follow } from "./follow.ts";

interface Counted {
  readonly counted: number;
}
const COUNTED: TypedDocumentNode<Counted, { readonly of: string }> = gql`
  subscription Counted($of: String!) {
    counted(of: $of)
  }
`;

/** The server's end of a subscription. */
interface Line {
  readonly of: unknown;
  isOpen: boolean;
  next(result: ExecutionResult): void;
  fail(cause: unknown): void;
  end(): void;
}

const closing: (() => void)[] = [];
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A component that follows a count, and every line to the server that it has opened. */
async function aFollower(of: () => string | null = () => "presses") {
  const lines: Line[] = [];
  const client = new Client({
    url: "http://127.0.0.1/graphql",
    preferGetMethod: false,
    exchanges: [
      subscriptionExchange({
        forwardSubscription: ({ variables }) => ({
          subscribe(sink) {
            const line: Line = {
              of: variables?.of,
              isOpen: true,
              next: ({ data = null, errors }) => sink.next(errors ? { data, errors: [...errors] } : { data }),
              fail: sink.error,
              end: sink.complete,
            };
            lines.push(line);
            return {
              unsubscribe() {
                line.isOpen = false;
              },
            };
          },
        }),
      }),
    ],
  });
  const heard: number[] = [];
  const missed = vi.fn();
  const { parts, dispose } = inApp(client, () => {
    follow(COUNTED, {
      variables() {
        const what = of();
        return what === null ? null : { of: what };
      },
      heard: ({ counted }) => heard.push(counted),
      missed,
    });
    return {};
  });
  closing.push(dispose);
  await soon();
  const last = () => lines[lines.length - 1] as Line;
  const tell = (counted: number) => last().next({ data: { counted } });
  return { lines, last, tell, heard, missed, dispose, ...parts };
}

/** Runs everything that is due now. */
const soon = () => vi.advanceTimersByTimeAsync(0);
const after = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test("every message is heard, even a repeated one", async () => {
  const { tell, heard, missed } = await aFollower();
  for (const counted of [1, 1, 2]) tell(counted);
  expect(heard).toEqual([1, 1, 2]);
  expect(missed).not.toHaveBeenCalled();
});

test("if the server ends it, it restarts and fetches what it missed", async () => {
  const { lines, last, tell, heard, missed } = await aFollower();
  last().end();
  await soon();
  expect(lines).toHaveLength(1);
  await after(500);
  expect(lines).toHaveLength(2);
  expect(missed).toHaveBeenCalledOnce();
  tell(5);
  expect(heard).toEqual([5]);
});

test.each([
  ["with an error", (line: Line) => line.fail(new Error("gone"))],
  ["with a list of errors", (line: Line) => line.fail([new GraphQLError("no")])],
  ["in a message", (line: Line) => line.next({ errors: [new GraphQLError("no")] })],
])("if the server refuses it %s, it restarts", async (_how, refuse) => {
  const { lines, last, tell, heard, missed } = await aFollower();
  refuse(last());
  await after(500);
  expect(last().isOpen).toBe(true);
  expect(missed).toHaveBeenCalledOnce();
  tell(7);
  await after(60_000);
  expect([lines.length, heard]).toEqual([2, [7]]);
});

test("repeated refusals double the wait, up to thirty seconds", async () => {
  const { lines, last } = await aFollower();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 9; attempt++) {
    last().fail(new Error("gone"));
    const from = performance.now();
    const count = lines.length;
    while (lines.length === count) await after(50);
    waits.push(performance.now() - from);
  }
  waits.forEach((wait, attempt) => {
    const whole = Math.min(30_000, 500 * 2 ** attempt);
    expect(wait).toBeGreaterThanOrEqual(whole / 2);
    expect(wait).toBeLessThanOrEqual(whole + 100);
  });
});

test("a line that fails after seconds is no lasting one, however long the wait before it", async () => {
  vi.spyOn(Math, "random").mockReturnValue(0.99);
  const { lines, last } = await aFollower();
  for (let attempt = 0; attempt < 9; attempt++) {
    await after(2000);
    const count = lines.length;
    last().fail(new Error("gone"));
    await after(0.9 * Math.min(30_000, 500 * 2 ** attempt));
    expect(lines, `attempt ${attempt}`).toHaveLength(count);
    await after(5000);
    expect(lines).toHaveLength(count + 1);
  }
});

test("after a lasting connection the waits are short again", async () => {
  const { lines, last } = await aFollower();
  for (let attempt = 0; attempt < 6; attempt++) {
    last().fail(new Error("gone"));
    await after(30_000);
  }
  const count = lines.length;
  await after(31_000);
  last().fail(new Error("gone"));
  await after(40_000);
  await after(0);
  expect(lines.length).toBe(count + 1);
  last().fail(new Error("gone"));
  await after(500);
  expect(lines.length).toBe(count + 2);
});

test("it waits as long as a rate limit demands", async () => {
  const { lines, last } = await aFollower();
  const extensions = { code: "RATE_LIMITED", retryAfterSeconds: 20 };
  last().fail([new GraphQLError("too many", { extensions })]);
  await after(19_000);
  expect(lines).toHaveLength(1);
  await after(1500);
  expect(lines).toHaveLength(2);
});

test("coming back online ends the wait", async () => {
  const { lines, last } = await aFollower();
  for (let attempt = 0; attempt < 6; attempt++) {
    last().fail(new Error("gone"));
    await after(30_000);
  }
  const count = lines.length;
  last().fail(new Error("gone"));
  await soon();
  dispatchEvent(new Event("online"));
  await soon();
  expect(lines).toHaveLength(count + 1);
});

test("when the socket reconnects after a wake, it fetches what it missed and keeps its line", async () => {
  const { lines, missed, socket } = await aFollower();
  socket.connecting();
  socket.connected(false);
  missed.mockClear();
  socket.lost();
  socket.connected(true);
  expect(missed).toHaveBeenCalledOnce();
  await after(60_000);
  expect(lines).toHaveLength(1);
});

test("once the first socket is open, it fetches what changed before that", async () => {
  const { missed, socket, http } = await aFollower();
  socket.connecting();
  http.reached();
  expect(missed).not.toHaveBeenCalled();
  socket.connected(false);
  expect(missed).toHaveBeenCalledOnce();
});

test("if sockets are blocked, it polls every ten seconds", async () => {
  const { missed, socket, http } = await aFollower();
  socket.connecting();
  http.reached();
  await after(34_000);
  expect(missed).toHaveBeenCalledTimes(3);
});

test("changed variables open a new line, equal ones do not, and null closes it", async () => {
  const [of, choose] = createSignal<string | null>("presses", { equals: false });
  const { lines } = await aFollower(of);
  choose("presses");
  await soon();
  choose("pauses");
  await soon();
  expect(lines.map((line) => [line.of, line.isOpen])).toEqual([
    ["presses", false],
    ["pauses", true],
  ]);
  choose(null);
  await after(60_000);
  expect(lines.map(({ isOpen }) => isOpen)).toEqual([false, false]);
});

test("a disposed component leaves no line, timer or query behind", async () => {
  const { lines, last, missed, dispose, socket } = await aFollower();
  dispose();
  expect(last().isOpen).toBe(false);
  const { last: other, lines: others, dispose: disposeOther } = await aFollower();
  other().fail(new Error("gone"));
  await soon();
  disposeOther();
  await after(60_000);
  dispatchEvent(new Event("online"));
  socket.connected(true);
  expect([lines.length, others.length, missed.mock.calls.length]).toEqual([1, 1, 0]);
});
