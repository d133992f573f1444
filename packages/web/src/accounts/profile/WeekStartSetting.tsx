import { WEEKDAYS, type Weekday } from "@pacekeeper/domain/time/calendar-date";
import { For } from "solid-js";
import { UpdateProfileDocument } from "../../generated/graphql.ts";
import { weekdayName } from "../../lib/time/weekday-name.ts";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { SavedField } from "../../ui/form/SavedField.tsx";

/** The weekday on which weeks begin. */
export function WeekStartSetting(props: { readonly weekStart: Weekday }) {
  const saver = createFieldSaver(UpdateProfileDocument);
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
