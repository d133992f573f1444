import { For, Show } from "solid-js";
import type { Weekday } from "../../generated/graphql.ts";
import { weekdayName } from "../../lib/time/weekday-name.ts";
import { FieldHelp } from "../../ui/form/FieldHelp.tsx";
import type { FormState } from "../../ui/form/form-state.ts";
import type { HabitValues } from "./habit-values.ts";

interface FieldProps {
  readonly form: FormState;
  readonly values: HabitValues;
  readonly onSet: (some: Partial<HabitValues>) => void;
}

const GOALS = [
  ["NONE", "None"],
  ["AT_LEAST", "At least"],
  ["AT_MOST", "At most"],
] as const;

/** No goal, or at least or at most a number of minutes a day. */
export function GoalField(props: FieldProps) {
  const issues = () => props.form.issues("goal");
  const refused = () => issues().length > 0;
  function set(some: Partial<HabitValues>) {
    props.form.typed("goal");
    props.onSet(some);
  }
  return (
    <fieldset data-ui="field" data-state={refused() ? "error" : undefined}>
      <legend>Daily goal</legend>
      <div data-part="asked">
        <Segments name="goal" choices={GOALS} chosen={props.values.goal} onChoose={(goal) => set({ goal })} />
        <Show when={props.values.goal !== "NONE"}>
          <label data-part="number">
            <input
              data-ui="input"
              name="minutes"
              inputmode="numeric"
              autocomplete="off"
              aria-label="Goal in minutes"
              value={props.values.minutes}
              aria-invalid={refused() || undefined}
              aria-describedby={refused() ? "habit-goal-h" : undefined}
              onInput={(event) => set({ minutes: event.currentTarget.value })}
            />
            min
          </label>
        </Show>
      </div>
      <FieldHelp id="habit-goal-h" issues={issues()} />
    </fieldset>
  );
}

const SCHEDULES = [
  ["EVERY_DAY", "Every day"],
  ["WEEKDAYS", "Weekdays"],
  ["TIMES_A_WEEK", "Times a week"],
] as const;

/** Every day, certain weekdays, or a number of times a week. @param props.weekdays in the order of the person's week */
export function ScheduleField(props: FieldProps & { readonly weekdays: readonly Weekday[] }) {
  const issues = () => props.form.issues("schedule");
  const refused = () => issues().length > 0;
  function set(some: Partial<HabitValues>) {
    props.form.typed("schedule");
    props.onSet(some);
  }
  function choose(weekday: Weekday, isChosen: boolean) {
    const chosen = new Set(props.values.weekdays);
    if (isChosen) chosen.add(weekday);
    else chosen.delete(weekday);
    set({ weekdays: props.weekdays.filter((each) => chosen.has(each)) });
  }
  return (
    <fieldset data-ui="field" data-state={refused() ? "error" : undefined}>
      <legend>When</legend>
      <div data-part="asked">
        <Segments
          name="schedule"
          choices={SCHEDULES}
          chosen={props.values.schedule}
          onChoose={(schedule) => set({ schedule })}
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
              aria-invalid={refused() || undefined}
              aria-describedby={refused() ? "habit-schedule-h" : undefined}
              onInput={(event) => set({ times: event.currentTarget.value })}
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
                  aria-invalid={refused() || undefined}
                  aria-describedby={refused() ? "habit-schedule-h" : undefined}
                  onChange={(event) => choose(weekday, event.currentTarget.checked)}
                />
                {weekdayName(weekday, "short")}
              </label>
            )}
          </For>
        </div>
      </Show>
      <FieldHelp id="habit-schedule-h" issues={issues()} />
    </fieldset>
  );
}

/** A choice of a few values, as radio buttons side by side. */
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
