import type { HabitColour, HabitRowFragment } from "../generated/graphql.ts";
import { counted } from "../lib/count-words.ts";
import { weekdayName } from "../lib/time/weekday-name.ts";

/** The colours of habits with their names, in the order of the form. */
export const COLOURS: readonly (readonly [HabitColour, string])[] = [
  ["VIOLET", "Violet"],
  ["TEAL", "Teal"],
  ["AMBER", "Amber"],
  ["ROSE", "Rose"],
  ["BLUE", "Blue"],
  ["SLATE", "Slate"],
];

type Goal = HabitRowFragment["goal"];
type Schedule = HabitRowFragment["schedule"];

/** A habit's colour as a value for `--habit`: `style={{ "--habit": colourOf(habit) }}`. */
export function colourOf(habit: Pick<HabitRowFragment, "colour">): string {
  return `var(--habit-${habit.colour.toLowerCase()})`;
}

/** A length in minutes: "25 min", "2 h", "3 h 30". */
export function minutesWords(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} h`;
  return rest === 0 ? hours : `${hours} ${String(rest).padStart(2, "0")}`;
}

/** A habit's schedule: "every day", "Tue, Thu, Sat", "3 × a week". */
export function scheduleWords(schedule: Schedule): string {
  if (schedule.timesAWeek !== null) return `${schedule.timesAWeek} × a week`;
  return isEveryDay(schedule) ? "every day" : named(schedule, "short");
}

/** The goal in short, for a row: "30 min a day", "at most 20 min", "3 × a week", "30 min, 3 × a week". */
export function goalWords({ goal, schedule }: { readonly goal: Goal; readonly schedule: Schedule }): string {
  if (goal === null) return scheduleWords(schedule);
  const limit = goal.kind === "AT_MOST";
  const minutes = limit ? `at most ${minutesWords(goal.minutes)}` : minutesWords(goal.minutes);
  if (!isEveryDay(schedule)) return `${minutes}, ${scheduleWords(schedule)}`;
  return limit ? minutes : `${minutes} a day`;
}

/** The goal spelled out: "30 minutes a day", "At most 20 minutes a day", "Tuesday, Thursday, Saturday". */
export function longGoalWords({
  goal,
  schedule,
}: {
  readonly goal: Goal;
  readonly schedule: Schedule;
}): string {
  const when = longScheduleWords(schedule);
  if (goal === null) return when;
  const minutes = counted(goal.minutes, "minute");
  const asked = goal.kind === "AT_MOST" ? `At most ${minutes}` : minutes;
  if (isEveryDay(schedule)) return `${asked} a day`;
  return `${asked}, ${when === ONCE ? when.toLowerCase() : when}`;
}

const ONCE = "Once a week";

function longScheduleWords(schedule: Schedule): string {
  const { timesAWeek } = schedule;
  if (timesAWeek !== null) return timesAWeek === 1 ? ONCE : `${timesAWeek} times a week`;
  return isEveryDay(schedule) ? "Every day" : named(schedule, "long");
}

function isEveryDay({ timesAWeek, weekdays }: Schedule): boolean {
  return timesAWeek === null && weekdays.length === 7;
}

function named({ weekdays }: Schedule, style: "long" | "short"): string {
  return weekdays.map((weekday) => weekdayName(weekday, style)).join(", ");
}
