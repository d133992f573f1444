import { For } from "solid-js";
import type { Weekday } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { SavedField } from "../../ui/SavedField.tsx";
import { createFieldSaver } from "./profile-saver.ts";

const DAYS: readonly (readonly [Weekday, string])[] = [
  ["MONDAY", "Monday"],
  ["TUESDAY", "Tuesday"],
  ["WEDNESDAY", "Wednesday"],
  ["THURSDAY", "Thursday"],
  ["FRIDAY", "Friday"],
  ["SATURDAY", "Saturday"],
  ["SUNDAY", "Sunday"],
];

/** The weekday on which weeks begin. */
export function WeekStartSetting(props: { readonly weekStart: Weekday }) {
  const saver = createFieldSaver(useServices().client);
  function choose(value: string) {
    const day = DAYS.find(([weekday]) => weekday === value);
    if (day) void saver.save({ weekStart: day[0] });
  }
  return (
    <SavedField id="ws" label="Week starts on" state={saver.state()}>
      <select data-ui="select" id="ws" onChange={(event) => choose(event.currentTarget.value)}>
        <For each={DAYS}>
          {([weekday, name]) => (
            <option value={weekday} selected={weekday === props.weekStart}>
              {name}
            </option>
          )}
        </For>
      </select>
    </SavedField>
  );
}
