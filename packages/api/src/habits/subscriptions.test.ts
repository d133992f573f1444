import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aTestApplication, type Guest, type TestApplication } from "../testing/application.ts";
import { aSecondProcessOf, type SecondProcess } from "../testing/second-process.ts";
import { type Following, followChanges, type Streaming } from "../testing/subscriber.ts";
import { aHabit, aLog, askHabit } from "./testing/habit-requests.ts";

// Across processes each change takes up to a second, or more on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let application: TestApplication;
let second: SecondProcess;
let guest: Guest;
const open: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  application = await aTestApplication();
  second = await aSecondProcessOf(application);
});
beforeEach(async () => {
  guest = await application.aGuest();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await second.close();
  await application.close();
});

const PROCESSES = [
  ["the process that makes the change", () => application],
  ["another process on the same database", () => second],
] as const;

const DAY = "2026-06-02";
const FIELDS = `kind deletedId habit { id name stopwatchStartedAt logCount streak { best unit }
  days(from: "${DAY}", to: "${DAY}") { minutes state } links { source } } user { habits { nodes { id } } }`;

/** Follows a person's habits. */
async function following(server: Streaming, person = guest): Promise<Following> {
  const document = `subscription { habitsChanged { ${FIELDS} } }`;
  const stream = await followChanges(server, person.accessToken, document);
  open.push(stream);
  return stream;
}

/** The next event whose habit satisfies a condition. */
async function until(stream: Following, holds: (habit: Record<string, unknown>) => boolean) {
  for (;;) {
    const { habit } = await stream.next();
    if (habit && holds(habit)) return habit;
  }
}

describe.each(PROCESSES)("habitsChanged from %s", (_process, server) => {
  it("sends every change of a habit, with its sums at that time", async () => {
    const stream = await following(server());
    const { id: habitId } = await aHabit(guest, "Reading");
    await until(stream, ({ name }) => name === "Reading");
    const log = await aLog(guest, habitId, DAY, 25);
    const read = await until(stream, ({ logCount }) => logCount === 1);
    expect(read).toMatchObject({ days: [{ minutes: 25, state: "MET" }], streak: { best: 1, unit: "DAY" } });
    await askHabit(guest, "updateHabitLog", { id: log.id, minutes: 30 });
    await until(stream, (habit) => JSON.stringify(habit.days).includes("30"));
    await askHabit(guest, "deleteHabitLog", { id: log.id });
    await until(stream, ({ logCount }) => logCount === 0);
    await askHabit(guest, "restoreHabitLog", { id: log.id });
    await until(stream, ({ logCount }) => logCount === 1);
    await askHabit(guest, "skipHabit", { habitId, date: DAY });
    await until(stream, (habit) => JSON.stringify(habit.days).includes("SKIPPED"));
    await askHabit(guest, "startHabitStopwatch", { habitId });
    await until(stream, ({ stopwatchStartedAt }) => stopwatchStartedAt !== null);
    await askHabit(guest, "stopHabitStopwatch", { habitId, discard: true });
    await until(stream, ({ stopwatchStartedAt }) => stopwatchStartedAt === null);
    await askHabit(guest, "linkHabit", { habitId, source: "TIMERS" });
    await until(stream, ({ links }) => JSON.stringify(links).includes("TIMERS"));
    await askHabit(guest, "updateHabit", { id: habitId, schedule: { timesAWeek: 1 } });
    expect(await until(stream, (habit) => JSON.stringify(habit.streak).includes("WEEK"))).toMatchObject({
      streak: { best: 0, unit: "WEEK" },
    });
  });

  it("sends changes of the zone and the week start, which dates and weeks depend on", async () => {
    await aHabit(guest, "Reading");
    const stream = await following(server());
    const changed = await guest.ask(
      "mutation { updateProfile(input: { weekStart: SATURDAY }) { ... on UpdateProfilePayload { user { weekStart } } } }",
    );
    expect(changed.data.updateProfile.user.weekStart).toBe("SATURDAY");
    const told = await stream.next();
    expect(told).toMatchObject({ kind: "LIST", habit: null, deletedId: null });
    expect(told.user.habits.nodes).toHaveLength(1);
  });

  it("tells each kind of change once", async () => {
    const stream = await following(server());
    const told = async (kind: string, habit: object | null, deletedId: string | null = null) =>
      expect(await stream.next()).toMatchObject({ kind, habit, deletedId });
    const { id } = await aHabit(guest, "Reading");
    await told("CREATED", { id, name: "Reading" });
    await aHabit(guest, "Chess");
    await told("CREATED", { name: "Chess" });
    await askHabit(guest, "updateHabit", { id, name: "Books" });
    await told("CHANGED", { id, name: "Books" });
    await aLog(guest, id, DAY, 25);
    await told("CHANGED", { id, logCount: 1 });
    await askHabit(guest, "updateHabit", { id, position: 1 });
    await told("MOVED", { id });
    await askHabit(guest, "updateHabit", { id, archived: true });
    await told("MOVED", { id });
    await askHabit(guest, "deleteHabit", { id });
    await told("DELETED", null, id);
    expect(stream.told).toHaveLength(7);
  });

  it("sends nothing about another person's habits", async () => {
    const stream = await following(server());
    const other = await application.aGuest();
    const theirs = await following(server(), other);
    await aHabit(other, "Theirs");
    await until(theirs, ({ name }) => name === "Theirs");
    expect(stream.told).toEqual([]);
  });
});
