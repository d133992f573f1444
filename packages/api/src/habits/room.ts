import { purgeDeleted } from "../platform/changes/deleted-rows.ts";
import { USER_TOPIC } from "../platform/changes/outbox.ts";
import type { Room, RoomContext } from "../platform/room.ts";
import type { HabitsContext } from "./context.ts";
import { followFlows, peopleWithFlows } from "./flows/flows.ts";
import { HABIT_TOPIC, habitsChanged, habitsContext } from "./habit-topics.ts";
import { peopleToSettle, settlePerson } from "./streaks/settling.ts";

export const habits: Room = {
  name: "habits",
  topics: [
    { name: HABIT_TOPIC, tells: [habitsChanged] },
    { name: USER_TOPIC, tells: [habitsChanged] },
  ],
  jobs: [
    {
      name: "count sessions and timers towards habits",
      pattern: "* * * * * *",
      run: async (context) =>
        forEachPerson(
          context,
          await peopleWithFlows(context.db.pool),
          followFlows,
          "Counting towards habits",
        ),
    },
    {
      name: "settle streaks",
      pattern: "15 * * * * *",
      run: async (context) =>
        forEachPerson(context, await peopleToSettle(context.db.pool), settlePerson, "Settling streaks"),
    },
  ],
  // The row of a log that a session or timer gave stays: it says that the person does not want it.
  purges: [purgeDeleted("habit_logs", "source_id IS NULL")],
};

/** One person whose rows cannot be written does not keep the others from theirs. */
async function forEachPerson(
  { db, log, server }: RoomContext,
  people: readonly string[],
  work: (context: HabitsContext) => Promise<void>,
  what: string,
): Promise<void> {
  for (const userId of people) {
    await work(habitsContext({ ...server, db }, userId)).catch((error: unknown) => {
      log.error({ error, userId }, `${what} failed for a person; it is tried again`);
    });
  }
}
