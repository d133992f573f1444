import { WEEKDAYS, type Weekday } from "@pacekeeper/domain/time/calendar-date";
import { For } from "solid-js";
import { UpdateProfileDocument } from "../../generated/graphql.ts";
import { weekdayName } from "../../lib/time/weekday-name.ts";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { SavedField } from "../../ui/form/SavedField.tsx";

/** The weekday on which weeks begin. */
export function WeekStartSetting(props: { readonly weekStart: Weekday }) {
  const saver = createFieldSaver(UpdateProfileDocument);
  async function choose(select: HTMLSelectElement) {
    const weekStart = WEEKDAYS.find((weekday) => weekday === select.value);
    if (weekStart && !(await saver.save({ weekStart }))) select.value = props.weekStart;
  }
  return (
    <SavedField id="ws" label="Week starts on" state={saver.state()}>
      <select data-ui="select" id="ws" onChange={(event) => void choose(event.currentTarget)}>
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
