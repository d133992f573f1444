import { randomUUID } from "node:crypto";
import { foldSession } from "@pacekeeper/domain/tracking/session";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import { aSecondProcessOf, type SecondProcess } from "../testing/second-process.ts";
import { sessionEvent } from "./log-event.ts";
import { rowsIn } from "./testing/tracked-rows.ts";
import {
  anEvent,
  minutesAfter,
  press,
  pressAll,
  pressForSession,
  type SentEvent,
} from "./testing/tracking-requests.ts";

const MINUTE = 60_000;
const NOW = Date.now();
const NINE = NOW - 60 * MINUTE;

let application: TestApplication;
let second: SecondProcess;
let guest: Guest;
let elsewhere: Guest;
beforeAll(async () => {
  application = await aTestApplication();
  second = await aSecondProcessOf(application);
});
beforeEach(async () => {
  application.clock.at = NOW;
  guest = await application.aGuest();
  elsewhere = second.as(guest);
});
afterAll(async () => {
  await second.close();
  await application.close();
});

const everything = () => everythingOf(application.db.pool, guest.userId);
const stored = async () => rowsIn(await everything());
const times = <Result>(count: number, make: (index: number) => Result) =>
  Array.from({ length: count }, (_, index) => make(index));

describe.each([
  ["one process", () => guest],
  ["two processes", () => elsewhere],
])("copies sent at once to %s", (_, other) => {
  it("are one event: one of a hundred stored it, and ninety-nine are replays", async () => {
    const event = anEvent("NEXT", { occurredAt: minutesAfter(NINE, 0) });
    const answers = await Promise.all(times(100, (index) => press(index % 2 ? guest : other(), event)));
    expect(answers.filter(({ replayed }) => replayed === false)).toHaveLength(1);
    expect(answers.filter(({ replayed }) => replayed === true)).toHaveLength(99);
    expect(new Set(answers.map((answer) => answer.event?.id)).size).toBe(1);
    const { sessions, events } = await stored();
    expect([sessions.length, events.length]).toEqual([1, 1]);
  });

  it("of a whole queue store each of its events once, in order", async () => {
    const key = randomUUID();
    const queue: SentEvent[] = [
      anEvent("NEXT", { clientEventId: key, sessionKey: key, occurredAt: minutesAfter(NINE, 0) }),
      ...times(12, (index) =>
        anEvent(index % 3 === 1 ? "PAUSE" : "NEXT", {
          sessionKey: key,
          occurredAt: minutesAfter(NINE, index + 1),
        }),
      ),
      anEvent("EXIT", { sessionKey: key, occurredAt: minutesAfter(NINE, 14) }),
    ];
    const answers = await Promise.all(times(6, (index) => pressAll(index % 2 ? guest : other(), queue)));
    for (const { results } of answers) {
      expect(results.map(({ event }) => event?.clientEventId)).toEqual(
        queue.map(({ clientEventId }) => clientEventId),
      );
    }
    for (const [index] of queue.entries()) {
      expect(answers.filter(({ results }) => results[index]?.replayed === false)).toHaveLength(1);
    }
    const { events, sessions } = await stored();
    expect(events.map((event) => event.client_event_id)).toEqual(queue.map((event) => event.clientEventId));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({ end_reason: "EXIT", event_count: 14 });
  });

  it("of two NEXTs without a session open one session, which the later one continues", async () => {
    const answers = await Promise.all([press(guest, anEvent("NEXT")), press(other(), anEvent("NEXT"))]);
    expect(new Set(answers.map(({ session }) => session?.id)).size).toBe(1);
    const { sessions, events } = await stored();
    expect([sessions.length, events.length]).toEqual([1, 2]);
    expect(events[0]?.client_event_id).toBe(sessions[0]?.key);
  });

  it("of two queues of two clients all arrive, with each session's log free of gaps", async () => {
    const queues = times(2, () => times(15, () => anEvent("NEXT")));
    await Promise.all(queues.map((queue, index) => pressAll(index ? guest : other(), queue)));
    const { sessions, events, questions, outbox, user } = await stored();
    expect(sessions).toHaveLength(1);
    expect(events.map(({ position }) => position)).toEqual(times(30, (index) => index + 1));
    expect(foldSession(events.map(sessionEvent)).questions.map(({ id }) => id)).toEqual(
      questions.map(({ id }) => id),
    );
    expect(outbox.map(({ sequence }) => sequence)).toEqual(times(30, (index) => index + 1));
    expect(user.sequence).toBe(30);
  });
});

describe("the database itself", () => {
  it("never holds a second current session of a person, whoever writes it", async () => {
    await pressForSession(guest, "NEXT");
    const copy = application.db.pool.query(
      `INSERT INTO work_sessions (id, user_id, key, timezone, target_ms, abandon_after_hours, started_at,
        last_event_at, is_current)
       SELECT $2, user_id, $2, timezone, target_ms, abandon_after_hours, started_at, last_event_at, true
       FROM work_sessions WHERE user_id = $1`,
      [guest.userId, randomUUID()],
    );
    await expect(copy).rejects.toMatchObject({ code: "23505" });
  });
});

describe("the same key", () => {
  const event = () => anEvent("NEXT", { occurredAt: minutesAfter(NINE, 0), estimatedSeconds: 90 });

  it.each<[string, Partial<SentEvent>]>([
    ["another type", { type: "EXIT" }],
    ["another time", { occurredAt: minutesAfter(NINE, 1) }],
    ["another estimate", { estimatedSeconds: 91 }],
    ["a session's name", { sessionKey: randomUUID() }],
  ])("with %s is a conflict, and what is stored stays", async (_, other) => {
    const first = event();
    await press(guest, first);
    const before = await everything();
    const { estimatedSeconds, ...plain } = first;
    const again = other.type === "EXIT" ? { ...plain, ...other } : { ...plain, estimatedSeconds, ...other };
    const answer = await press(guest, again as SentEvent);
    expect(answer).toMatchObject({ __typename: "IdempotencyConflict" });
    expect(answer.message).toContain("use a new id");
    expect(await everything()).toBe(before);
  });

  it("with another time of sending, or in upper case, is the same event", async () => {
    const first = { ...event(), sentAt: minutesAfter(NOW, 0) };
    await press(guest, first);
    const before = await everything();
    const again = {
      ...first,
      clientEventId: first.clientEventId.toUpperCase(),
      sentAt: minutesAfter(NOW, 3),
    };
    expect(await press(guest, again)).toMatchObject({ replayed: true });
    expect(await everything()).toBe(before);
  });

  it("a day later returns the event as it was and the session as it is now", async () => {
    const first = event();
    const { event: told } = await press(guest, first);
    await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NINE, 5) });
    application.clock.at = NOW + 24 * 60 * MINUTE;
    expect(await press(guest, first)).toMatchObject({
      replayed: true,
      event: told,
      session: { key: first.clientEventId, questionCount: 1, isActive: false, endReason: "ABANDONED" },
    });
  });

  it("returns the question that it closed again", async () => {
    await pressForSession(guest, "NEXT", { occurredAt: minutesAfter(NINE, 0) });
    const second = anEvent("NEXT", { occurredAt: minutesAfter(NINE, 5) });
    const { closedQuestion } = await press(guest, second);
    expect(closedQuestion).toMatchObject({ index: 1 });
    expect((await press(guest, second)).closedQuestion).toEqual(closedQuestion);
    await pressForSession(guest, "UNDO", { occurredAt: minutesAfter(NINE, 6) });
    expect((await press(guest, second)).closedQuestion).toBeNull();
  });

  it("is free for two people", async () => {
    const first = event();
    const stranger = await application.aGuest();
    expect(await press(guest, first)).toMatchObject({ replayed: false });
    expect(await press(stranger, first)).toMatchObject({ replayed: false });
  });

  it("of a refused event stays free", async () => {
    const pause = anEvent("PAUSE");
    expect(await press(guest, pause)).toMatchObject({ __typename: "NoActiveSession" });
    expect(await press(guest, { ...pause, type: "NEXT" })).toMatchObject({ replayed: false });
  });

  it("made by the server differs each time", async () => {
    await press(guest, { type: "NEXT" });
    await press(guest, { type: "NEXT" });
    expect((await stored()).events).toHaveLength(2);
  });
});

describe("a queue", () => {
  it("has one result for each event in its order, and a refused one leaves the others", async () => {
    const at = (minutes: number) => ({ occurredAt: minutesAfter(NINE, minutes) });
    const { results, session } = await pressAll(guest, [
      anEvent("PAUSE", at(0)),
      anEvent("NEXT", at(1)),
      anEvent("UNDO", at(2)),
      anEvent("NEXT", { ...at(3), estimatedSeconds: -1 }),
      anEvent("NEXT", { ...at(4), sessionKey: randomUUID() }),
      anEvent("NEXT", at(5)),
      anEvent("REOPEN", at(6)),
      anEvent("EXIT", at(7)),
    ]);
    expect(results.map(({ __typename }) => __typename)).toEqual([
      "NoActiveSession",
      "RecordEventPayload",
      "NothingToUndo",
      "InvalidInputError",
      "NotFound",
      "RecordEventPayload",
      "InvalidInputError",
      "RecordEventPayload",
    ]);
    expect(results[3]?.issues?.[0]?.path).toEqual(["events", "3", "estimatedSeconds"]);
    expect(session).toBeNull();
    const { events, questions } = await stored();
    expect(events.map(({ type }) => type)).toEqual(["NEXT", "NEXT", "EXIT"]);
    expect(questions.map(({ raw_ms }) => raw_ms)).toEqual([4 * MINUTE, 2 * MINUTE]);
  });

  it("answers with the session that is active after it", async () => {
    const { session } = await pressAll(guest, [anEvent("NEXT"), anEvent("EXIT"), anEvent("NEXT")]);
    expect(session).toMatchObject({ isActive: true });
    expect((await stored()).sessions).toHaveLength(2);
  });
});
