import { habitDayState } from "@pacekeeper/domain/habits/day-state";
import { isScheduledOn } from "@pacekeeper/domain/habits/schedule";
import type { DayCellFragment, HabitRowFragment } from "../../generated/graphql.ts";
import type { HabitOfWeek } from "../habits-context.ts";

/** A habit's day with flags derived from its state and the habit's schedule. */
export interface ShownDay extends DayCellFragment {
  readonly isSkipped: boolean;
  readonly isScheduled: boolean;
}

/** A pending change of a day that the server's data does not include yet. Dates are YYYY-MM-DD. */
export interface PendingDay {
  readonly habitId: string;
  readonly date: string;
  /** The day's new total. */
  readonly minutes: number;
  readonly isSkipped: boolean;
}

/** A day with different minutes or a different skip mark. @param today the person's current date */
export function dayWith(
  habit: Pick<HabitRowFragment, "goal" | "madeOn">,
  day: ShownDay,
  { minutes, isSkipped }: Pick<PendingDay, "minutes" | "isSkipped">,
  today: string,
): ShownDay {
  const { date, isScheduled } = day;
  const { goal, madeOn } = habit;
  const facts = { goal, madeOn, date, today, isScheduled, minutes, isSkipped };
  return { ...day, minutes, isSkipped, state: habitDayState(facts) };
}

/** A habit's day with its pending changes applied; undefined until the day is loaded. */
export function shownDay(
  habit: HabitOfWeek,
  date: string,
  pending: readonly PendingDay[],
  today: string,
): ShownDay | undefined {
  const found = habit.days.find((day) => day.date === date);
  const loaded = found && withSchedule(habit, found);
  const last = pending.findLast((each) => each.habitId === habit.id && each.date === date);
  return loaded && last ? dayWith(habit, loaded, last, today) : loaded;
}

function withSchedule({ schedule }: Pick<HabitRowFragment, "schedule">, day: DayCellFragment): ShownDay {
  const { timesAWeek, weekdays } = schedule;
  const isScheduled = timesAWeek !== null || isScheduledOn({ kind: "WEEKDAYS", weekdays }, day.date);
  return { ...day, isScheduled, isSkipped: day.state === "SKIPPED" };
}
