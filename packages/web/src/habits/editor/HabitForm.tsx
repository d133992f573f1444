import { createSignal, For } from "solid-js";
import type { CreateHabitInput, HabitRowFragment, Weekday } from "../../generated/graphql.ts";
import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { createFormState, type FormRefusal } from "../../ui/form/form-state.ts";
import { TextField } from "../../ui/form/TextField.tsx";
import { COLOURS, colourOf } from "../habit-words.ts";
import { GoalField, ScheduleField } from "./GoalFields.tsx";
import { type HabitValues, inputOf, valuesOf } from "./habit-values.ts";

const FIELDS = ["name", "category", "goal", "schedule"];

interface HabitFormProps {
  /** Null for a new habit. */
  readonly habit: HabitRowFragment | null;
  /** The categories of the other habits, as suggestions. */
  readonly categories: readonly string[];
  /** The days in the order of the person's week. */
  readonly weekdays: readonly Weekday[];
  /** @returns why the habit was not saved; null if it was */
  readonly save: (input: Omit<CreateHabitInput, "idempotencyKey">) => Promise<FormRefusal | null>;
  readonly onDone: () => void;
}

/** A habit's name, category, colour, goal and schedule. All issues appear at once, each beside its field. */
export function HabitForm(props: HabitFormProps) {
  const [values, setValues] = createSignal(valuesOf(props.habit));
  const form = createFormState(FIELDS);
  const set = (some: Partial<HabitValues>) => setValues((before) => ({ ...before, ...some }));

  async function save() {
    const read = inputOf(values());
    if ("issues" in read) return { words: "", fields: read.issues };
    const refused = await props.save(read.input);
    if (!refused) props.onDone();
    return refused;
  }
  return (
    <form data-part="habit-form" noValidate onSubmit={(event) => void form.submit(event, save)}>
      <TextField
        form={form}
        field="name"
        id="habit-name"
        label="Name"
        spellcheck
        value={values().name}
        onInput={(name) => set({ name })}
      />
      <TextField
        form={form}
        field="category"
        id="habit-category"
        label="Category (optional)"
        spellcheck
        list="habit-categories"
        value={values().category}
        onInput={(category) => set({ category })}
      />
      <datalist id="habit-categories">
        <For each={props.categories}>{(name) => <option value={name} />}</For>
      </datalist>
      <fieldset data-ui="field" data-part="swatches">
        <legend>Colour</legend>
        <div>
          <For each={COLOURS}>
            {([colour, name]) => (
              <label style={{ "--habit": colourOf({ colour }) }}>
                <input
                  type="radio"
                  name="colour"
                  checked={values().colour === colour}
                  onChange={() => set({ colour })}
                />
                <i />
                {name}
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <GoalField form={form} values={values()} onSet={set} />
      <ScheduleField form={form} values={values()} weekdays={props.weekdays} onSet={set} />
      <FormNotice form={form} />
      <DialogFooter
        form={form}
        tone="primary"
        submit={props.habit ? "Save" : "Create habit"}
        keep="Cancel"
        onKeep={props.onDone}
      />
    </form>
  );
}
