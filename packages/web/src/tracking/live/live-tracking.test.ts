import { createServer } from "node:http";
import { Client, fetchExchange } from "@urql/core";
import { createRoot, createSignal } from "solid-js";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RecordEventInput } from "../../generated/graphql.ts";
import { createConnection } from "../../lib/data/connection.ts";
import { createServerClock } from "../../lib/time/server-clock.ts";
import { toast } from "../../lib/toasts.ts";
import { aRunningSession, minute } from "../session-fixture.ts";
import { createLiveTracking } from "./live-tracking.ts";
import { questionNumber, shownStatus } from "./shown-session.ts";

type Answer = (events: readonly RecordEventInput[]) => unknown;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const stored = ({ clientEventId }: RecordEventInput) => ({
  event: { id: clientEventId, clientEventId, occurredAt: "", claimedAt: "", clockAdjusted: false },
  session: { id: "session", key: "key" },
});

/** The screen of someone at 10:14 whose session is the fixture's, before a server that answers as told. */
async function aScreen(answer: Answer) {
  const state = { reply: answer, sent: [] as RecordEventInput[] };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const events: RecordEventInput[] = JSON.parse(text).variables.input.events;
    state.sent.push(...events);
    const recordEvents = state.reply(events);
    if (recordEvents === "hang up") return request.socket.destroy();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: { recordEvents } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on a port");
  const url = `http://127.0.0.1:${address.port}/graphql`;
  const client = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange] });
  const wall = () => minute(74);
  const { connection, http } = createConnection(wall, () => {});
  const [owner] = createSignal<string | null>("ilse");
  return createRoot((dispose) => {
    closing.push(dispose, () => server.close());
    const clock = createServerClock({ wall, monotonic: () => 0 });
    const settings = () => ({ targetMs: 330_000, abandonAfterHours: 4 });
    const live = createLiveTracking({ client, clock, connection, wall, owner, settings });
    live.hear(aRunningSession());
    const question = () => {
      const shown = live.shown();
      return shown ? questionNumber(shown) : null;
    };
    return { live, state, http, question };
  });
}

describe("a press", () => {
  test("is on the screen at once, names its session, and is let go when the server has it", async () => {
    const { live, state, question } = await aScreen((events) => ({
      results: events.map(stored),
      session: aRunningSession({
        version: 16,
        questionCount: 15,
        currentQuestion: {
          id: "q",
          index: 16,
          startedAt: new Date(minute(74)).toISOString(),
          pauses: [],
          targetSeconds: 330,
        },
      }),
    }));
    live.press("NEXT");
    expect(question()).toBe(16);
    await vi.waitFor(() => expect(live.waiting.events()).toEqual([]), 10_000);
    expect(state.sent).toMatchObject([{ type: "NEXT", sessionKey: "key" }]);
    expect(question()).toBe(16);
  });

  test("that the server refuses is taken back, and the screen says why", async () => {
    const { live, question } = await aScreen(() => ({
      results: [{ message: "The session this belongs to was deleted." }],
      session: aRunningSession(),
    }));
    live.press("NEXT");
    expect(question()).toBe(16);
    await vi.waitFor(() => expect(question()).toBe(15), 10_000);
    expect(toast()).toMatchObject({ words: "The session this belongs to was deleted.", tone: "danger" });
  });

  test("without an answer stays on the screen and goes when the server is back", async () => {
    const { live, state, http } = await aScreen(() => "hang up");
    live.press("PAUSE");
    await vi.waitFor(() => expect(live.waiting.fault()?.kind).toBe("unreachable"), 10_000);
    expect(shownStatus(live.shown())).toBe("PAUSED");
    expect(live.waiting.events()).toHaveLength(1);
    state.reply = (events) => ({
      results: events.map(stored),
      session: aRunningSession({ version: 16, isPaused: true, pausedAt: new Date(minute(74)).toISOString() }),
    });
    http.unreachable();
    http.reached();
    await vi.waitFor(() => expect(live.waiting.events()).toEqual([]), 10_000);
    expect(new Set(state.sent.map(({ clientEventId }) => clientEventId)).size).toBe(1);
    expect(shownStatus(live.shown())).toBe("PAUSED");
  });

  test("that opens a session names itself", async () => {
    const { live, state } = await aScreen(() => "hang up");
    live.forget("session");
    live.press("NEXT");
    await vi.waitFor(() => expect(state.sent).not.toEqual([]), 10_000);
    expect(state.sent[0]?.sessionKey).toBe(state.sent[0]?.clientEventId);
  });

  test("that the table does not allow sends nothing and says why", async () => {
    const { live, state } = await aScreen(() => "hang up");
    live.forget("session");
    live.press("PAUSE");
    expect(toast()?.words).toBe("No session is running. Press Next to start one.");
    expect([live.waiting.events(), state.sent]).toEqual([[], []]);
  });

  test("of Exit can be taken back before it was sent", async () => {
    const { live } = await aScreen(() => "hang up");
    live.press("EXIT");
    expect([live.shown(), toast()?.words]).toEqual([
      null,
      "Session ended: 15 questions, average 04:56, slightly fast",
    ]);
    await vi.waitFor(() => expect(live.waiting.fault()?.kind).toBe("unreachable"), 10_000);
    toast()?.action?.run();
    await vi.waitFor(() => expect(live.shown()?.id).toBe("session"), 10_000);
    expect(live.waiting.events()).toEqual([]);
  });
});
