import { afterEach, describe, expect, test, vi } from "vitest";
import type { RecordEventInput } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { createServerClock } from "../../lib/time/server-clock.ts";
import { toast } from "../../lib/toasts.ts";
import { answeringClient, NOTHING } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { aRunningSession, minute } from "../session-fixture.ts";
import { createLiveTracking } from "./live-tracking.ts";
import { questionNumber, shownStatus } from "./shown-session.ts";

type Answer = (events: readonly RecordEventInput[]) => unknown;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const stored = ({ clientEventId }: RecordEventInput) => ({
  event: { id: clientEventId, clientEventId, occurredAt: "", claimedAt: "", isClockAdjusted: false },
  session: { id: "session", key: "key" },
});

/** A viewer's live tracking at 10:14 with the fixture's session, and a server that answers as told. */
function aScreen(answer: Answer) {
  const state = { reply: answer, sent: [] as RecordEventInput[] };
  const client = answeringClient(({ input }) => {
    if (!input.events) return NOTHING;
    state.sent.push(...input.events);
    const recordEvents = state.reply(input.events);
    if (recordEvents === "hang up") throw new TypeError("Failed to fetch");
    return { data: { recordEvents } };
  });
  const wall = () => minute(74);
  const { made, parts, dispose } = inApp(client, () =>
    createLiveTracking({
      clock: createServerClock({ wall, monotonic: () => 0 }),
      connection: useServices().connection,
      wall,
      owner: () => "ilse",
      settings: () => ({ targetMs: 330_000, abandonAfterHours: 4 }),
    }),
  );
  closing.push(dispose);
  made.hear(aRunningSession());
  const question = () => {
    const shown = made.shown();
    return shown ? questionNumber(shown) : null;
  };
  return { live: made, state, http: parts.http, question };
}

describe("a press", () => {
  test("is shown at once, names its session, and leaves the queue once stored", async () => {
    const { live, state, question } = aScreen((events) => ({
      results: events.map(stored),
      session: aRunningSession({
        version: 16,
        questionCount: 15,
        currentQuestion: {
          key: "q",
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

  test("that the server refuses is rolled back, and a toast says why", async () => {
    const { live, question } = aScreen(() => ({
      results: [{ message: "The session this belongs to was deleted." }],
      session: aRunningSession(),
    }));
    live.press("NEXT");
    expect(question()).toBe(16);
    await vi.waitFor(() => expect(question()).toBe(15), 10_000);
    expect(toast()).toMatchObject({ words: "The session this belongs to was deleted.", tone: "danger" });
  });

  test("without an answer stays on the screen and is sent when the server is back", async () => {
    const { live, state, http } = aScreen(() => "hang up");
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

  test("that opens a session uses its own id as the session key", async () => {
    const { live, state } = aScreen(() => "hang up");
    live.forget("session");
    live.press("NEXT");
    await vi.waitFor(() => expect(state.sent).not.toEqual([]), 10_000);
    expect(state.sent[0]?.sessionKey).toBe(state.sent[0]?.clientEventId);
  });

  test("that is not allowed sends nothing, and a toast says why", async () => {
    const { live, state } = aScreen(() => "hang up");
    live.forget("session");
    live.press("PAUSE");
    expect(toast()?.words).toBe("No session is running. Press Next to start one.");
    expect([live.waiting.events(), state.sent]).toEqual([[], []]);
  });

  test("of Exit can be withdrawn before it is sent", async () => {
    const { live } = aScreen(() => "hang up");
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

  test("of Exit that was sent stays if reopening gets an empty answer, and a toast says so", async () => {
    const { live } = aScreen((events) => ({ results: events.map(stored), session: null }));
    live.press("EXIT");
    await vi.waitFor(() => expect(live.waiting.events()).toEqual([]), 10_000);
    toast()?.action?.run();
    await vi.waitFor(() => expect(toast()?.words).toMatch("incomplete"), 10_000);
    expect(live.shown()).toBeNull();
  });
});
