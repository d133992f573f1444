import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import {
  deleteSession,
  removeQuestion,
  reopenSession,
  restoreQuestion,
  restoreSession,
} from "./corrections.ts";
import type { EventInput } from "./event-input.ts";
import { recordEvent } from "./record-event.ts";
import { aTrackedPerson, type TrackedPerson } from "./testing/a-tracked-person.ts";
import { rowsIn } from "./testing/tracked-rows.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NINE = Date.UTC(2024, 8, 2, 9);

let db: TestDatabase;
let person: TrackedPerson;
beforeAll(async () => {
  db = await aTestDatabase({ poolSize: 2 });
});
beforeEach(async () => {
  person = await aTrackedPerson(db, NINE);
});
afterAll(() => db.close());

/** Presses at this many minutes past nine, by the server's clock. */
async function press(minutes: number, type: EventInput["type"]) {
  person.clock.at = NINE + minutes * MINUTE;
  const rest = { sessionKey: null, occurredAt: null, sentAt: null, estimateMs: null };
  return recordEvent(person.context, { type, clientEventId: randomUUID(), ...rest }, person.clock.at);
}

const rows = async () => rowsIn(await everythingOf(db.pool, person.context.userId));
const minutes = (ms: number) => ms / MINUTE;
/** The closed questions as number, raw and active minutes; removed ones in brackets. */
async function told() {
  return (await rows()).questions.map(({ index, raw_ms, active_ms, removed_at }) => {
    const text = `${index}: ${minutes(raw_ms)}/${minutes(active_ms)}`;
    return removed_at === null ? text : `(${text})`;
  });
}

describe("an EXIT", () => {
  it.each([
    [60_000, true],
    [60_001, false],
  ])("can be taken back after %d ms: %s", async (later, may) => {
    await press(0, "NEXT");
    const { session } = await press(5, "EXIT");
    person.clock.at += later;
    const before = await everythingOf(db.pool, person.context.userId);
    const reopened = reopenSession(person.context, session.id);
    if (may) {
      await expect(reopened).resolves.toMatchObject({
        is_current: true,
        end_reason: null,
        question_count: 0,
      });
      return;
    }
    await expect(reopened).rejects.toMatchObject({ name: "ReopenTooLate" });
    expect(await everythingOf(db.pool, person.context.userId)).toBe(before);
  });

  it("taken back leaves no trace in the question's time: 5 min, half a minute away, 4.5 min more make 10", async () => {
    await press(0, "NEXT");
    const { session } = await press(5, "EXIT");
    person.clock.at = NINE + 5.5 * MINUTE;
    await reopenSession(person.context, session.id);
    await press(10, "NEXT");
    expect(await told()).toEqual(["1: 10/10"]);
  });

  it("of a paused session leaves it paused", async () => {
    await press(0, "NEXT");
    await press(4, "PAUSE");
    const { session } = await press(5, "EXIT");
    person.clock.at += 30_000;
    expect((await reopenSession(person.context, session.id)).paused_at).not.toBeNull();
    await press(10, "EXIT");
    expect(await told()).toEqual(["1: 10/4"]);
  });

  it("whose question was removed in the meantime turns its time into a pause when taken back", async () => {
    await press(0, "NEXT");
    const { session, event } = await press(5, "EXIT");
    await removeQuestion(person.context, (await rows()).questions[0]?.id ?? "");
    expect(event.type).toBe("EXIT");
    person.clock.at += 30_000;
    await reopenSession(person.context, session.id);
    await press(10, "EXIT");
    expect(await told()).toEqual(["1: 10/5"]);
  });

  it("cannot be taken back while another session is active, and a running session stays as it is", async () => {
    await press(0, "NEXT");
    const { session } = await press(5, "EXIT");
    const other = await press(5, "NEXT");
    const before = await everythingOf(db.pool, person.context.userId);
    await expect(reopenSession(person.context, session.id)).rejects.toMatchObject({
      name: "SessionAlreadyActive",
    });
    expect((await reopenSession(person.context, other.session.id)).id).toBe(other.session.id);
    expect(await everythingOf(db.pool, person.context.userId)).toBe(before);
  });
});

describe("a question", () => {
  /** Questions of 1, 2 and 3 minutes; the fourth runs. */
  async function aLine() {
    for (const minute of [0, 1, 3, 6]) await press(minute, "NEXT");
    return (await rows()).questions.map(({ id }) => id);
  }

  it("that is removed no longer counts, and later ones move up; restoring it restores everything", async () => {
    const [, second = ""] = await aLine();
    await removeQuestion(person.context, second);
    expect(await told()).toEqual(["1: 1/1", "(2: 2/2)", "2: 3/3"]);
    expect((await rows()).sessions[0]).toMatchObject({ question_count: 2, raw_ms: 4 * MINUTE });
    await restoreQuestion(person.context, second);
    expect(await told()).toEqual(["1: 1/1", "2: 2/2", "3: 3/3"]);
  });

  it("that is removed is passed over by UNDO, and its time becomes a pause of the one taken back", async () => {
    const [, , third = ""] = await aLine();
    await removeQuestion(person.context, third);
    await press(8, "UNDO");
    await press(10, "NEXT");
    // From minute 1 to minute 10, less the three minutes that were removed.
    expect(await told()).toEqual(["1: 1/1", "2: 9/6"]);
    await expect(restoreQuestion(person.context, third)).rejects.toMatchObject({ name: "NotFound" });
  });

  it("is removed once, however often that is requested", async () => {
    const [first = ""] = await aLine();
    await removeQuestion(person.context, first);
    const before = await everythingOf(db.pool, person.context.userId);
    await removeQuestion(person.context, first);
    expect(await everythingOf(db.pool, person.context.userId)).toBe(before);
  });

  it("that is removed late neither keeps a session alive nor moves its end", async () => {
    const [first = ""] = await aLine();
    person.clock.at = NINE + 6 * MINUTE + 3 * HOUR;
    await removeQuestion(person.context, first);
    await expect(press(6 + 240, "PAUSE")).rejects.toMatchObject({ name: "NoActiveSession" });
  });
});

describe("a deleted session", () => {
  it.each([
    [30 * DAY, true],
    [30 * DAY + 1, false],
  ])("can be restored after %d ms: %s", async (later, may) => {
    await press(0, "NEXT");
    const { session } = await press(5, "EXIT");
    await deleteSession(person.context, session.id);
    person.clock.at += later;
    const restored = restoreSession(person.context, session.id);
    if (may) await expect(restored).resolves.toMatchObject({ deleted_at: null, end_reason: "EXIT" });
    else await expect(restored).rejects.toMatchObject({ name: "RestoreTooLate" });
  });

  it("continues when it is restored while no other is active, else it ended at its last event", async () => {
    const { session } = await press(0, "NEXT");
    await deleteSession(person.context, session.id);
    expect(await restoreSession(person.context, session.id)).toMatchObject({
      is_current: true,
      end_reason: null,
    });
    await deleteSession(person.context, session.id);
    await press(9, "NEXT");
    const restored = await restoreSession(person.context, session.id);
    expect(restored).toMatchObject({ is_current: false, end_reason: "ABANDONED" });
    expect(Date.parse(restored.ended_at ?? "")).toBe(NINE);
  });
});
