import { purgeDeleted } from "../platform/changes/deleted-rows.ts";
import { USER_TOPIC } from "../platform/changes/outbox.ts";
import type { Room } from "../platform/room.ts";
import { claimHabits } from "./claim.ts";
import { COUNTING } from "./flows/flows.ts";
import { HABIT_EXAMPLES } from "./habit-examples.ts";
import { HABIT_TOPIC, habitsChanged } from "./habit-topics.ts";
import { SETTLING, SETTLING_ON_WEEK_START } from "./streaks/settling.ts";

export const habits: Room = {
  name: "habits",
  examples: HABIT_EXAMPLES,
  topics: [
    { name: HABIT_TOPIC, publishes: [habitsChanged] },
    { name: USER_TOPIC, publishes: [habitsChanged] },
  ],
  consumers: [COUNTING, SETTLING_ON_WEEK_START],
  dueWork: [SETTLING],
  claim: claimHabits,
  purges: [purgeDeleted("habit_logs", "source_id IS NULL")],
};
