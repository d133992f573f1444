import { describe, expect, test } from "vitest";
import type { Fault, FaultKind } from "../data/result.ts";
import { createEventQueue, type QueuedEvent, type SendOutcome } from "./event-queue.ts";
import { createMemoryStore } from "./event-store.ts";

const stored = (events: readonly QueuedEvent[]): SendOutcome => ({
  kind: "answered",
  answers: events.map(() => ({ kind: "stored" })),
});
const unanswered = (kind: FaultKind): SendOutcome => ({
  kind: "unanswered",
  fault: { kind, words: `It was ${kind}.`, retryAfterMs: null },
});

let made = 0;
function anEvent(more: Partial<QueuedEvent> = {}): QueuedEvent {
  made += 1;
  return {
    clientEventId: `event-${made}`,
    owner: "ilse",
    type: "NEXT",
    sessionKey: "s",
    occurredAt: made,
    ...more,
  };
}

/** A queue whose server gives the answer of `answer`, and a record of what the queue did. */
function aQueue(answer: (events: readonly QueuedEvent[]) => SendOutcome) {
  const store = createMemoryStore();
  const seen = {
    batches: [] as string[][],
    waiting: [] as readonly QueuedEvent[],
    refused: [] as string[],
    faults: [] as (Fault | null)[],
  };
  let last: Promise<unknown> = Promise.resolve();
  const queue = createEventQueue({
    store,
    send: async (events) => {
      seen.batches.push(events.map((event) => event.clientEventId));
      return answer(events);
    },
    exclusively: (work) => {
      const next = last.then(work);
      last = next.catch(() => {});
      return next;
    },
    onChange: (events) => {
      seen.waiting = events;
    },
    onRefused: (event, why) => seen.refused.push(`${event.clientEventId}: ${why}`),
    onFault: (fault) => seen.faults.push(fault),
  });
  return { queue, store, seen };
}

async function addAll(queue: ReturnType<typeof aQueue>["queue"], events: readonly QueuedEvent[]) {
  for (const event of events) await queue.add(event);
}

describe("queued events", () => {
  test("are sent in order, and leave the queue when the server has stored them", async () => {
    const { queue, seen } = aQueue(stored);
    const events = [anEvent(), anEvent({ type: "PAUSE" }), anEvent({ type: "EXIT" })];
    await addAll(queue, events);
    expect(seen.waiting).toEqual(events);
    await queue.flush("ilse");
    expect(seen.batches).toEqual([events.map((event) => event.clientEventId)]);
    expect(seen.waiting).toEqual([]);
  });

  test.each(["unreachable", "limited", "fault", "unauthenticated"] as const)(
    "stay when the answer is: %s",
    async (kind) => {
      const { queue, seen, store } = aQueue(() => unanswered(kind));
      const event = anEvent();
      await queue.add(event);
      await queue.flush("ilse");
      expect(await store.list()).toEqual([event]);
      expect(seen.faults.at(-1)?.kind).toBe(kind);
    },
  );

  test("are dropped one by one when refused, with the reason", async () => {
    const { queue, seen } = aQueue((events) => ({
      kind: "answered",
      answers: events.map(({ type }) =>
        type === "UNDO" ? { kind: "refused", why: "Nothing to undo." } : { kind: "stored" },
      ),
    }));
    const refused = anEvent({ type: "UNDO" });
    await addAll(queue, [anEvent(), refused, anEvent()]);
    await queue.flush("ilse");
    expect(seen.refused).toEqual([`${refused.clientEventId}: Nothing to undo.`]);
    expect(seen.waiting).toEqual([]);
  });

  test("are sent a hundred at a time", async () => {
    const { queue, seen } = aQueue(stored);
    await addAll(
      queue,
      Array.from({ length: 250 }, () => anEvent()),
    );
    await queue.flush("ilse");
    expect(seen.batches.map((batch) => batch.length)).toEqual([100, 100, 50]);
  });

  test("a batch that is refused as a whole loses only its invalid event", async () => {
    const wrong = anEvent();
    const { queue, seen } = aQueue((events) =>
      events.includes(wrong) ? unanswered("refused") : stored(events),
    );
    const right = [anEvent(), anEvent()];
    await addAll(queue, [...right, wrong]);
    await queue.flush("ilse");
    expect(seen.refused).toEqual([`${wrong.clientEventId}: It was refused.`]);
    expect(seen.waiting).toEqual([]);
  });

  test("an answer that leaves some events out keeps all of them", async () => {
    const { queue, store } = aQueue(() => ({ kind: "answered", answers: [{ kind: "stored" }] }));
    await addAll(queue, [anEvent(), anEvent()]);
    await queue.flush("ilse");
    expect(await store.list()).toHaveLength(2);
  });

  test("an event that the server is too busy for is sent again, while the others leave", async () => {
    const busy = anEvent();
    let tries = 0;
    const { queue, seen, store } = aQueue((events) => ({
      kind: "answered",
      answers: events.map((event) => {
        if (event !== busy || tries++ > 0) return { kind: "stored" };
        return { kind: "again", fault: { kind: "limited", words: "Busy.", retryAfterMs: 1500 } };
      }),
    }));
    await addAll(queue, [busy, anEvent()]);
    await queue.flush("ilse");
    expect(await store.list()).toEqual([busy]);
    expect(seen.faults).toEqual([{ kind: "limited", words: "Busy.", retryAfterMs: 1500 }]);
    await queue.flush("ilse");
    expect([await store.list(), seen.faults.at(-1)]).toEqual([[], null]);
  });

  test("another person's events stay for their owner", async () => {
    const { queue, seen, store } = aQueue(stored);
    const theirs = anEvent({ owner: "someone else" });
    await addAll(queue, [theirs, anEvent()]);
    await queue.flush("ilse");
    expect(seen.batches).toHaveLength(1);
    expect(await store.list()).toEqual([theirs]);
  });

  test("two flushes at once send each event once", async () => {
    const { queue, seen } = aQueue(stored);
    await addAll(queue, [anEvent(), anEvent()]);
    await Promise.all([queue.flush("ilse"), queue.flush("ilse")]);
    expect(seen.batches).toHaveLength(1);
  });

  test("an event can be withdrawn until it is sent", async () => {
    const { queue, store } = aQueue(stored);
    const first = anEvent();
    const second = anEvent();
    await addAll(queue, [first, second]);
    expect(await queue.withdraw(second.clientEventId)).toBe(true);
    await queue.flush("ilse");
    expect(await queue.withdraw(first.clientEventId)).toBe(false);
    expect(await store.list()).toEqual([]);
  });
});
