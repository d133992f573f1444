import type { CreateHabitInput, HabitColour, HabitRowFragment, Weekday } from "../../generated/graphql.ts";
import type { FormRefusal } from "../../ui/form/form-state.ts";

/** The field values of the habit form; numbers are kept as typed. */
export interface HabitValues {
  readonly name: string;
  readonly category: string;
  readonly colour: HabitColour;
  readonly goal: "NONE" | "AT_LEAST" | "AT_MOST";
  readonly minutes: string;
  readonly schedule: "EVERY_DAY" | "WEEKDAYS" | "TIMES_A_WEEK";
  readonly weekdays: readonly Weekday[];
  readonly times: string;
}

/** Issues by input field, with the same paths as the server's, such as `goal.minutes`. */
type Issues = FormRefusal["fields"];

type Input = Omit<CreateHabitInput, "idempotencyKey">;

/** The form's initial values. @param habit null for a new habit */
export function valuesOf(habit: HabitRowFragment | null): HabitValues {
  const schedule = habit?.schedule;
  const times = schedule?.timesAWeek ?? null;
  const weekdays = schedule?.weekdays ?? [];
  return {
    name: habit?.name ?? "",
    category: habit?.category ?? "",
    colour: habit?.colour ?? "VIOLET",
    goal: habit ? (habit.goal?.kind ?? "NONE") : "AT_LEAST",
    minutes: habit ? String(habit.goal?.minutes ?? "") : "30",
    schedule: times !== null ? "TIMES_A_WEEK" : habit && weekdays.length < 7 ? "WEEKDAYS" : "EVERY_DAY",
    weekdays: weekdays.length < 7 ? weekdays : [],
    times: String(times ?? 3),
  };
}

/**
 * Turns the values into an input, which the server validates. If a number cannot be parsed, nothing can be sent;
 * then all issues that can be detected here are returned together.
 */
export function inputOf(values: HabitValues): { readonly input: Input } | { readonly issues: Issues } {
  const minutes = values.goal === "NONE" ? 0 : whole(values.minutes);
  const times = values.schedule === "TIMES_A_WEEK" ? whole(values.times) : 0;
  if (minutes === null || times === null) {
    const issues: Record<string, readonly string[]> = {};
    if (values.name.trim() === "") issues.name = ["Give the habit a name."];
    if (minutes === null) issues["goal.minutes"] = [minutesIssue(values.goal)];
    if (times === null) issues["schedule.timesAWeek"] = ["From 1 to 7 times a week."];
    if (values.schedule === "WEEKDAYS" && values.weekdays.length === 0) {
      issues["schedule.weekdays"] = ["Choose at least one weekday."];
    }
    return { issues };
  }
  return {
    input: {
      name: values.name,
      category: values.category.trim() || null,
      colour: values.colour,
      goal: values.goal === "NONE" ? null : { kind: values.goal, minutes },
      schedule: scheduleOf(values, times),
    },
  };
}

function scheduleOf({ schedule, weekdays }: HabitValues, times: number): Input["schedule"] {
  if (schedule === "EVERY_DAY") return null;
  return schedule === "WEEKDAYS" ? { weekdays } : { timesAWeek: times };
}

const minutesIssue = (goal: HabitValues["goal"]) =>
  `A whole number of minutes from ${goal === "AT_MOST" ? 0 : 1} to 1,440.`;

/** Parses a whole number that fits a GraphQL Int; null if the text is not one. */
function whole(text: string): number | null {
  const trimmed = text.trim();
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : null;
}
