import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { updateProfile } from "../accounts/profile.ts";
import { aChangeContext } from "../testing/change-context.ts";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import type { TrackingContext } from "./context.ts";
import { deleteSession, restoreSession } from "./corrections.ts";
import type { EventInput } from "./event-input.ts";
import { createFactsMemory, type FactsMemory, factsMemoryOf } from "./facts-memory.ts";
import { recordEvent } from "./record-event.ts";
import { aTrackedPerson, type TrackedPerson } from "./testing/a-tracked-person.ts";
import { rowsIn } from "./testing/tracked-rows.ts";

const NINE = Date.UTC(2026, 10, 2, 9);
const MINUTE = 60_000;

let db: TestDatabase;
let person: TrackedPerson;
/** Names of the statements that were executed, in order. */
let executed: string[];

beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  person = await aTrackedPerson(db, NINE);
  executed = [];
});

/** The same context, with a pool that records the statements it executes. */
function noting(context: TrackingContext): TrackingContext {
  const query = (statement: { name?: string }, ...rest: unknown[]) => {
    executed.push(statement.name ?? "unnamed");
    return Reflect.apply(db.pool.query, db.pool, [statement, ...rest]);
  };
  return { ...context, pool: Object.create(db.pool, { query: { value: query } }) };
}

type Given = Partial<Pick<EventInput, "clientEventId" | "sessionKey" | "occurredAt">>;

/** A press in a process; `executed` then has the statements of this press alone. */
async function press(type: EventInput["type"], given: Given = {}, context = person.context) {
  const input: EventInput = {
    type,
    clientEventId: randomUUID(),
    sessionKey: null,
    occurredAt: null,
    sentAt: null,
    estimateMs: null,
    ...given,
  };
  person.clock.at += MINUTE;
  executed = [];
  return recordEvent(noting(context), input, person.clock.at);
}

const rows = async () => rowsIn(await everythingOf(db.pool, person.context.userId));

const READ = "tracking-facts";
const READ_NAMED = "tracking-named-facts";
const SAVE = "tracking-save";

describe("a press after a press in the same process", () => {
  it("executes one statement and reads nothing", async () => {
    await press("NEXT");
    expect(executed).toEqual([READ, SAVE]);
    for (const type of ["NEXT", "PAUSE", "PAUSE", "EXIT", "NEXT"] as const) {
      await press(type);
      expect(executed, type).toEqual([SAVE]);
    }
    const { sessions, events } = await rows();
    expect(sessions.map(({ event_count }) => event_count).sort()).toEqual([1, 5]);
    expect(events).toHaveLength(6);
  });

  it("may carry the session's name, which is read only once", async () => {
    const { session } = await press("NEXT");
    await press("NEXT", { sessionKey: session.key });
    expect(executed).toEqual([READ_NAMED, SAVE]);
    await press("NEXT", { sessionKey: session.key });
    expect(executed).toEqual([SAVE]);
    await press("PAUSE");
    await press("NEXT", { sessionKey: session.key });
    expect(executed, "a press without it leaves it known").toEqual([SAVE]);
  });

  it("reads what only the database knows: another name, and the question that UNDO takes back", async () => {
    const first = await press("NEXT");
    await press("EXIT");
    const second = await press("NEXT");
    await press("NEXT", { sessionKey: second.session.key });
    await expect(press("NEXT", { sessionKey: first.session.key })).rejects.toThrow("has ended");
    expect(executed).toEqual([READ_NAMED]);
    await press("UNDO");
    expect(executed).toEqual([READ, "tracking-questions", SAVE]);
  });

  it("that would be refused is refused only on facts that were read", async () => {
    await press("NEXT");
    await press("EXIT");
    await expect(press("PAUSE")).rejects.toThrow("No session is running");
    expect(executed).toEqual([READ]);
  });

  it("with an id that is already stored returns what is stored", async () => {
    const opening = randomUUID();
    const first = await press("NEXT", { clientEventId: opening });
    await press("PAUSE");
    const before = await everythingOf(db.pool, person.context.userId);
    const again = await press("NEXT", { clientEventId: opening });
    expect(executed).toEqual([SAVE, READ]);
    expect(again).toMatchObject({ replayed: true, event: { id: first.event.id } });
    await press("EXIT");
    const ended = await everythingOf(db.pool, person.context.userId);
    expect(await press("NEXT", { clientEventId: opening }), "nor does it open a session").toMatchObject({
      replayed: true,
    });
    expect(await everythingOf(db.pool, person.context.userId)).toBe(ended);
    expect(before).not.toBe(ended);
  });
});

describe("a press after a change elsewhere", () => {
  it("tries, reads and tries again: one more event in the other process's session", async () => {
    await press("NEXT");
    await press("EXIT", {}, person.elsewhere);
    const { session } = await press("NEXT", {}, person.elsewhere);
    const { session: continued } = await press("NEXT");
    expect(executed).toEqual([SAVE, READ, SAVE]);
    expect(continued).toMatchObject({ id: session.id, event_count: 2 });
  });

  it("is not refused on stale facts", async () => {
    await press("NEXT");
    await press("EXIT");
    await press("NEXT", {}, person.elsewhere);
    await press("PAUSE");
    expect(executed).toEqual([READ, SAVE]);
  });

  it("opens its session with the present settings", async () => {
    await press("NEXT");
    await press("EXIT");
    await updateProfile(aChangeContext(db, person.context.userId), {
      targetSeconds: 90,
      timezone: "Asia/Tokyo",
    });
    const { session } = await press("NEXT");
    expect(session).toMatchObject({ target_ms: 90_000, timezone: "Asia/Tokyo" });
  });

  it("does not continue a session that was deleted, but continues one that was restored", async () => {
    const { session } = await press("NEXT");
    await deleteSession(person.elsewhere, session.id);
    const { session: other } = await press("NEXT");
    expect(other.id).not.toBe(session.id);
    await press("EXIT");
    await deleteSession(person.context, other.id);
    await restoreSession(person.elsewhere, session.id);
    expect((await press("NEXT")).session.id).toBe(session.id);
  });

  it("fails if the whole account was deleted", async () => {
    await press("NEXT");
    await person.forget();
    await expect(press("NEXT")).rejects.toThrow("This account does not exist");
  });

  it("uses the present meaning of a name", async () => {
    const { session } = await press("NEXT");
    const { key } = session;
    await press("NEXT", { sessionKey: key });
    // After too long a gap the name moves to another session. That one is deleted, and the first runs again.
    person.clock.at += 5 * 60 * MINUTE;
    const { session: later } = await press("NEXT", { sessionKey: key }, person.elsewhere);
    expect(later.id).not.toBe(session.id);
    await deleteSession(person.elsewhere, later.id);
    await expect(press("NEXT", { sessionKey: key })).rejects.toThrow("was deleted");
  });
});

describe("the memory", () => {
  const now = NINE;

  async function remembered(memory: FactsMemory, people: number): Promise<string[]> {
    const made = await Promise.all(Array.from({ length: people }, () => aTrackedPerson(db, now)));
    for (const { context } of made) {
      await recordEvent({ ...context, memory }, input(randomUUID()), now);
    }
    return made.map(({ context }) => context.userId);
  }

  const input = (clientEventId: string): EventInput => ({
    type: "NEXT",
    clientEventId,
    sessionKey: null,
    occurredAt: null,
    sentAt: null,
    estimateMs: null,
  });

  it("holds a limited number of people, and evicts the one who pressed longest ago", async () => {
    const memory = createFactsMemory({ people: 2 });
    const [first = "", second = "", third = ""] = await remembered(memory, 3);
    expect(memory.recall(first, null, now)).toBeNull();
    expect(memory.recall(second, null, now)).not.toBeNull();
    expect(memory.recall(third, null, now)).not.toBeNull();
  });

  it("holds a limited number of bytes", async () => {
    const memory = createFactsMemory({ bytes: 6_000 });
    const people = await remembered(memory, 3);
    expect(people.map((userId) => memory.recall(userId, null, now) !== null)).toEqual([false, true, true]);
  });

  it("counts the bytes of pauses", async () => {
    const memory = createFactsMemory({ bytes: 6_000 });
    const context = { ...person.context, memory };
    await recordEvent(context, input(randomUUID()), now);
    for (let pauses = 0; pauses < 120; pauses += 1) {
      await recordEvent(context, { ...input(randomUUID()), type: "PAUSE" }, now + pauses * MINUTE);
    }
    expect(memory.recall(context.userId, null, now), "60 pauses exceed the limit").toBeNull();
  });

  it("lasts ten minutes from the last write", async () => {
    const memory = createFactsMemory();
    const [userId = ""] = await remembered(memory, 1);
    expect(memory.recall(userId, null, now + 10 * MINUTE - 1)).not.toBeNull();
    expect(memory.recall(userId, null, now + 10 * MINUTE)).toBeNull();
  });

  it("is one for each process", async () => {
    expect(factsMemoryOf(db.pool)).toBe(factsMemoryOf(db.pool));
    const other = await aTestDatabase();
    expect(factsMemoryOf(other.pool)).not.toBe(factsMemoryOf(db.pool));
    await other.close();
  });
});
