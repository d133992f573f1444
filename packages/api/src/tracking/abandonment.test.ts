import { randomUUID } from "node:crypto";
import { runs } from "@pacekeeper/domain/testing/property-runs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purge } from "../platform/changes/purge.ts";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import { markAbandonedSessions } from "./abandonment.ts";
import { deleteSession } from "./corrections.ts";
import type { EventInput } from "./event-input.ts";
import { recordEvent } from "./record-event.ts";
import { DELETED_SESSIONS } from "./room.ts";
import type { SessionRow } from "./session-row.ts";
import { aTrackedPerson, type TrackedPerson } from "./testing/a-tracked-person.ts";
import { liveAHistory } from "./testing/live-a-history.ts";
import { type Act, type History, histories } from "./testing/random-histories.ts";
import { rowsIn } from "./testing/tracked-rows.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOW = Date.now();

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase({ poolSize: 4 });
});
afterAll(() => db.close());

const sweep = () => markAbandonedSessions(db.pool);
const rowsOf = async ({ context }: TrackedPerson) => rowsIn(await everythingOf(db.pool, context.userId));
const iso = (at: number) => new Date(at).toISOString();

function press(person: TrackedPerson, type: EventInput["type"], at: number, receivedAt = NOW) {
  const clientEventId = randomUUID();
  const rest = { sessionKey: null, sentAt: null, estimateMs: null };
  return recordEvent(person.context, { type, clientEventId, occurredAt: at, ...rest }, receivedAt);
}

/** A person whose second question has been running since `at`. */
async function aPersonWorkingSince(at: number, abandonAfterHours = 4): Promise<TrackedPerson> {
  const person = await aTrackedPerson(db, NOW, abandonAfterHours);
  await press(person, "NEXT", at - 10 * MINUTE, at);
  await press(person, "NEXT", at, at);
  return person;
}

async function sessionOf(person: TrackedPerson) {
  const { sessions } = await rowsOf(person);
  const [session] = sessions;
  if (!session) throw new Error("There is no session");
  const { ended_at, end_reason, is_current, question_count, version } = session;
  return { endedAt: ended_at && iso(Date.parse(ended_at)), end_reason, is_current, question_count, version };
}

describe("the sweeper", () => {
  it("marks a session at its last event, does not count the running question, and returns whose it was", async () => {
    const last = NOW - 5 * HOUR;
    const person = await aPersonWorkingSince(last);
    const { sequence } = (await rowsOf(person)).user;
    expect(await sweep()).toContain(person.context.userId);
    expect(await sessionOf(person)).toEqual({
      endedAt: iso(last),
      end_reason: "ABANDONED",
      is_current: true,
      question_count: 1,
      version: 3,
    });
    const { user, outbox, events } = await rowsOf(person);
    expect(user.sequence).toBe(sequence + 1);
    expect(outbox.at(-1)?.sequence).toBe(sequence + 1);
    expect(events, "it writes nothing into the log").toHaveLength(2);
  });

  it.each([
    [1, 61, true],
    [1, 59, false],
    [4, 241, true],
    [4, 239, false],
    [24, 24 * 60 + 1, true],
    [24, 24 * 60 - 1, false],
  ])("follows the session's own limit: %d h, %d min without an event: %s", async (hours, minutes, marks) => {
    const person = await aPersonWorkingSince(NOW - minutes * MINUTE, hours);
    expect((await sweep()).includes(person.context.userId)).toBe(marks);
    expect((await sessionOf(person)).end_reason).toBe(marks ? "ABANDONED" : null);
  });

  it("uses the database's clock, whatever the process's clock shows", async () => {
    const person = await aPersonWorkingSince(NOW - HOUR);
    person.clock.at = NOW + 100 * HOUR;
    expect(await sweep()).not.toContain(person.context.userId);
  });

  it("changes nothing the second time, nor when two run at once", async () => {
    const person = await aPersonWorkingSince(NOW - 6 * HOUR);
    const found = await Promise.all([sweep(), sweep(), sweep(), sweep()]);
    expect(found.flat().filter((userId) => userId === person.context.userId)).toHaveLength(1);
    const before = await everythingOf(db.pool, person.context.userId);
    expect(await sweep()).not.toContain(person.context.userId);
    expect(await everythingOf(db.pool, person.context.userId)).toBe(before);
  });

  it("leaves ended and deleted sessions alone", async () => {
    const ended = await aPersonWorkingSince(NOW - 9 * HOUR);
    await press(ended, "EXIT", NOW - 8 * HOUR);
    const deleted = await aPersonWorkingSince(NOW - 9 * HOUR);
    await deleteSession(deleted.context, (await rowsOf(deleted)).sessions[0]?.id ?? "");
    const people = [ended, deleted];
    const before = await Promise.all(people.map(({ context }) => everythingOf(db.pool, context.userId)));
    await sweep();
    expect(await Promise.all(people.map(({ context }) => everythingOf(db.pool, context.userId)))).toEqual(
      before,
    );
  });
});

describe("a late event", () => {
  it("with a smaller gap takes the mark back", async () => {
    const person = await aPersonWorkingSince(NOW - 5 * HOUR);
    await sweep();
    const { session } = await press(person, "NEXT", NOW - 2 * HOUR);
    expect(session).toMatchObject({ end_reason: null, ended_at: null, is_current: true, question_count: 2 });
    expect((await rowsOf(person)).sessions).toHaveLength(1);
  });

  it("that is itself too old moves the end to its own time", async () => {
    const person = await aPersonWorkingSince(NOW - 9 * HOUR);
    await sweep();
    await press(person, "NEXT", NOW - 6 * HOUR);
    expect(await sessionOf(person)).toMatchObject({
      endedAt: iso(NOW - 6 * HOUR),
      end_reason: "ABANDONED",
      question_count: 2,
    });
  });

  it("after the full gap finds the session ended: a NEXT opens another one, other events are refused", async () => {
    const person = await aPersonWorkingSince(NOW - 5 * HOUR);
    await sweep();
    const before = await everythingOf(db.pool, person.context.userId);
    for (const type of ["PAUSE", "UNDO", "EXIT"] as const) {
      await expect(press(person, type, NOW - HOUR)).rejects.toMatchObject({ name: "NoActiveSession" });
    }
    expect(await everythingOf(db.pool, person.context.userId)).toBe(before);
    await press(person, "NEXT", NOW - HOUR);
    const { sessions } = await rowsOf(person);
    expect(sessions.map(({ end_reason }) => end_reason)).toEqual(["ABANDONED", null]);
    expect(sessions.map(({ is_current }) => is_current)).toEqual([false, true]);
  });

  it("wins over a sweeper that comes at the same moment", async () => {
    const people = await Promise.all(Array.from({ length: 40 }, () => aPersonWorkingSince(NOW - 5 * HOUR)));
    const late = people.map((person) => press(person, "NEXT", NOW - 2 * HOUR));
    await Promise.all([sweep(), ...late, sweep()]);
    await sweep();
    for (const person of people) {
      expect(await sessionOf(person)).toMatchObject({ end_reason: null, endedAt: null, question_count: 2 });
      const { outbox, user } = await rowsOf(person);
      expect(outbox.map(({ sequence }) => sequence)).toEqual(outbox.map((_, index) => index + 1));
      expect(user.sequence).toBe(outbox.length);
    }
  });
});

describe("the purge", () => {
  it("removes what was deleted more than 30 days ago with everything attached, and nothing else", async () => {
    const people = await Promise.all([29, 31].map(() => aPersonWorkingSince(NOW - 9 * HOUR)));
    const [kept, gone] = people;
    for (const [person, days] of [
      [kept, 29],
      [gone, 31],
    ] as const) {
      if (!person) throw new Error("There are not two people");
      const [session] = (await rowsOf(person)).sessions;
      await deleteSession(person.context, session?.id ?? "");
      await db.pool.query(
        "UPDATE work_sessions SET deleted_at = now() - make_interval(days => $2) WHERE user_id = $1",
        [person.context.userId, days],
      );
      await press(person, "NEXT", NOW);
    }
    expect(await purge(db.pool, DELETED_SESSIONS)).toBe(1);
    const counts = people.map(async (person) => {
      const { sessions, events, questions } = await rowsOf(person);
      return [sessions.length, events.length, questions.length];
    });
    expect(await Promise.all(counts)).toEqual([
      [2, 3, 1],
      [1, 1, 0],
    ]);
  });
});

/** How a session ended, ignoring what the sweeper may mark: the current one, or one that was current when deleted. */
function isEnded({ end_reason, is_current, deleted_at }: SessionRow): string | null {
  return end_reason === "EXIT" || !(is_current || deleted_at) ? end_reason : null;
}

/** The outcome of a history, ignoring what the sweeper may touch: marks of current sessions, and versions. */
async function outcome(history: History): Promise<{ answers: string[]; rows: unknown; starts: number[] }> {
  const person = await aTrackedPerson(db, Date.UTC(2024, 8, 2, 9), history.abandonAfterHours);
  const answers: string[] = [];
  await liveAHistory(person, history, ({ act, answered }) => {
    if (act.kind !== "sweep") answers.push(answered.replace(/^(\S+-\S+) \d+/, "$1"));
  });
  const { sessions, events, questions } = await rowsOf(person);
  await person.forget();
  const keys = new Map(sessions.map(({ id, key }) => [id, key]));
  const rows = {
    sessions: sessions
      .map((row) => [row.key, row.is_current, row.last_event_at, row.active_ms, isEnded(row)])
      .sort(),
    events: events
      .map((row) => `${keys.get(row.session_id)} ${row.position} ${row.type} ${row.occurred_at}`)
      .sort(),
    questions: questions
      .map((row) => `${keys.get(row.session_id)} ${row.index} ${row.ended_at} ${row.active_ms}`)
      .sort(),
  };
  return { answers, rows, starts: sessions.map(({ started_at }) => Date.parse(started_at)) };
}

describe("whether and when the sweeper ran", () => {
  it("never changes the outcome of a history", async () => {
    await fc.assert(
      fc.asyncProperty(histories(10), async (history) => {
        const acts = history.acts.filter(({ kind }) => kind !== "sweep");
        const swept = acts.flatMap((act): Act[] => [act, { kind: "sweep", wait: 0, process: 0 }]);
        const without = await outcome({ ...history, acts });
        // Sessions with the same start are ordered by their random ids, which differ between the runs.
        fc.pre(new Set(without.starts).size === without.starts.length);
        const { answers, rows } = await outcome({ ...history, acts: swept });
        expect({ answers, rows }).toEqual({ answers: without.answers, rows: without.rows });
      }),
      { numRuns: runs(500) },
    );
  }, 300_000);
});
