import { expect, it } from "vitest";
import type { LogHabitInput } from "../../generated/graphql.ts";
import { answeringClient, type Reply } from "../../testing/answering-client.ts";
import { inApp } from "../../testing/in-app.ts";
import { createHabitChanges } from "../habit-changes.ts";
import type { HabitOfWeek } from "../habits-context.ts";
import { createDayPresses } from "./day-presses.ts";

const TODAY = "2026-06-03";
const READING: HabitOfWeek = {
  id: "1",
  version: 1,
  name: "Reading",
  category: null,
  colour: "VIOLET",
  madeOn: "2026-06-01",
  archivedAt: null,
  stopwatchStartedAt: null,
  firstLoggedOn: null,
  goal: { kind: "AT_LEAST", minutes: 30 },
  schedule: { weekdays: ["WEDNESDAY"], timesAWeek: null },
  streak: { current: 0, best: 0, unit: "DAY" },
  days: [{ date: TODAY, minutes: 0, state: "NOTHING" }],
};

function pressesWith(reply: Reply) {
  const settle = () => Promise.resolve();
  return inApp(answeringClient(reply), () => {
    const changes = createHabitChanges(() => {});
    return createDayPresses({ changes, settle, today: () => TODAY });
  }).made;
}

it("sends a log whose answer was lost as the same request again, although another was taken since", async () => {
  const sent: LogHabitInput[] = [];
  const presses = pressesWith(({ input }) => {
    sent.push(input as LogHabitInput);
    if (sent.length === 1) throw new TypeError("Failed to fetch");
    return { data: { logHabit: { log: { id: `log-${sent.length}` } } } };
  });
  expect(await presses.add(READING, TODAY, 25)).not.toBeNull();
  expect(await presses.add(READING, TODAY, 10)).toBeNull();
  expect(await presses.add(READING, TODAY, 25)).toBeNull();
  expect(await presses.add(READING, TODAY, 25)).toBeNull();
  const [lost, , again, another] = sent.map(({ idempotencyKey }) => idempotencyKey);
  expect(again).toBe(lost);
  expect(another).not.toBe(lost);
});
