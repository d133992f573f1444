import { WEEKDAYS, type Weekday } from "@pacekeeper/domain/time/calendar-date";
import { For } from "solid-js";
import { useServices } from "../../lib/data/services.ts";
import { weekdayName } from "../../lib/time/weekday-name.ts";
import { SavedField } from "../../ui/SavedField.tsx";
import { createFieldSaver } from "./profile-saver.ts";

/** The weekday on which weeks begin. */
export function WeekStartSetting(props: { readonly weekStart: Weekday }) {
  const saver = createFieldSaver(useServices().client);
  function choose(value: string) {
    const weekStart = WEEKDAYS.find((weekday) => weekday === value);
    if (weekStart) void saver.save({ weekStart });
  }
  return (
    <SavedField id="ws" label="Week starts on" state={saver.state()}>
      <select data-ui="select" id="ws" onChange={(event) => choose(event.currentTarget.value)}>
        <For each={WEEKDAYS}>
          {(weekday) => (
            <option value={weekday} selected={weekday === props.weekStart}>
              {weekdayName(weekday)}
            </option>
          )}
        </For>
      </select>
    </SavedField>
  );
}
