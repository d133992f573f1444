import { For, Show } from "solid-js";
import type { Weekday } from "../../generated/graphql.ts";
import { weekdayName } from "../../lib/time/weekday-name.ts";
import type { HabitValues, Issues } from "./habit-values.ts";
import { IssueLine } from "./IssueLine.tsx";

interface FieldProps {
  readonly values: HabitValues;
  readonly issues: Issues;
  readonly onSet: (some: Partial<HabitValues>) => void;
}

const GOALS = [
  ["NONE", "None"],
  ["AT_LEAST", "At least"],
  ["AT_MOST", "At most"],
] as const;

/** None, so many minutes a day at least, or at most. */
export function GoalField(props: FieldProps) {
  const issue = () => props.issues["goal.minutes"] ?? props.issues.goal;
  return (
    <fieldset data-ui="field" data-state={issue() ? "error" : undefined}>
      <legend>Goal of a day</legend>
      <div data-part="asked">
        <Segments
          name="goal"
          choices={GOALS}
          chosen={props.values.goal}
          onChoose={(goal) => props.onSet({ goal })}
        />
        <Show when={props.values.goal !== "NONE"}>
          <label data-part="number">
            <input
              data-ui="input"
              name="minutes"
              inputmode="numeric"
              autocomplete="off"
              aria-label="Minutes of the goal"
              value={props.values.minutes}
              aria-invalid={issue() ? "true" : undefined}
              aria-describedby="habit-goal-issue"
              onInput={(event) => props.onSet({ minutes: event.currentTarget.value })}
            />
            min
          </label>
        </Show>
      </div>
      <IssueLine id="habit-goal-issue" words={issue()} />
    </fieldset>
  );
}

const SCHEDULES = [
  ["EVERY_DAY", "Every day"],
  ["WEEKDAYS", "Weekdays"],
  ["TIMES_A_WEEK", "Times a week"],
] as const;

/** Every day, given weekdays, or so many times a week. @param props.weekdays in the order of the person's week */
export function ScheduleField(props: FieldProps & { readonly weekdays: readonly Weekday[] }) {
  const issue = () =>
    props.issues["schedule.weekdays"] ?? props.issues["schedule.timesAWeek"] ?? props.issues.schedule;
  function choose(weekday: Weekday, isChosen: boolean) {
    const chosen = new Set(props.values.weekdays);
    if (isChosen) chosen.add(weekday);
    else chosen.delete(weekday);
    props.onSet({ weekdays: props.weekdays.filter((each) => chosen.has(each)) });
  }
  return (
    <fieldset data-ui="field" data-state={issue() ? "error" : undefined}>
      <legend>When</legend>
      <div data-part="asked">
        <Segments
          name="schedule"
          choices={SCHEDULES}
          chosen={props.values.schedule}
          onChoose={(schedule) => props.onSet({ schedule })}
        />
        <Show when={props.values.schedule === "TIMES_A_WEEK"}>
          <label data-part="number">
            <input
              data-ui="input"
              name="times"
              inputmode="numeric"
              autocomplete="off"
              aria-label="Times a week"
              value={props.values.times}
              aria-invalid={issue() ? "true" : undefined}
              aria-describedby="habit-schedule-issue"
              onInput={(event) => props.onSet({ times: event.currentTarget.value })}
            />
            × a week
          </label>
        </Show>
      </div>
      <Show when={props.values.schedule === "WEEKDAYS"}>
        <div data-part="weekday-choice">
          <For each={props.weekdays}>
            {(weekday) => (
              <label>
                <input
                  data-ui="check"
                  type="checkbox"
                  name="weekdays"
                  aria-label={weekdayName(weekday)}
                  checked={props.values.weekdays.includes(weekday)}
                  aria-invalid={issue() ? "true" : undefined}
                  aria-describedby="habit-schedule-issue"
                  onChange={(event) => choose(weekday, event.currentTarget.checked)}
                />
                {weekdayName(weekday, "short")}
              </label>
            )}
          </For>
        </div>
      </Show>
      <IssueLine id="habit-schedule-issue" words={issue()} />
    </fieldset>
  );
}

/** One of a few, as radio buttons side by side. */
function Segments<Value extends string>(props: {
  readonly name: string;
  readonly choices: readonly (readonly [Value, string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <span data-ui="segments">
      <For each={props.choices}>
        {([value, words]) => (
          <label>
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={props.chosen === value}
              onChange={() => props.onChoose(value)}
            />
            {words}
          </label>
        )}
      </For>
    </span>
  );
}
