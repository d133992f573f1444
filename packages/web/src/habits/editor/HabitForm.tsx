import { createSignal, For, Match, Show, Switch } from "solid-js";
import type { CreateHabitInput, HabitRowFragment, Weekday } from "../../generated/graphql.ts";
import type { Refused } from "../../lib/data/mutate.ts";
import { COLOURS, colourOf } from "../habit-words.ts";
import { GoalField, ScheduleField } from "./GoalFields.tsx";
import { type HabitValues, type Issues, inputOf, valuesOf } from "./habit-values.ts";
import { IssueLine } from "./IssueLine.tsx";

interface HabitFormProps {
  /** Null: a new one. */
  readonly habit: HabitRowFragment | null;
  /** Those of the other habits, to choose from. */
  readonly categories: readonly string[];
  /** The days in the order of the person's week. */
  readonly weekdays: readonly Weekday[];
  readonly offline: boolean;
  /** @returns why not; null: it is saved */
  readonly save: (input: Omit<CreateHabitInput, "idempotencyKey">) => Promise<Refused | null>;
  readonly onDone: () => void;
}

/** A habit's name, category, hue, goal and schedule; what is refused is said beside its field, all at once. */
export function HabitForm(props: HabitFormProps) {
  const [values, setValues] = createSignal(valuesOf(props.habit));
  const [issues, setIssues] = createSignal<Issues>({});
  const [busy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;
  const set = (some: Partial<HabitValues>) => setValues((before) => ({ ...before, ...some }));

  function refuse(found: Issues) {
    setIssues(found);
    form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }
  async function save() {
    if (busy() || props.offline) return;
    const read = inputOf(values());
    if ("issues" in read) return refuse(read.issues);
    setBusy(true);
    const refused = await props.save(read.input);
    setBusy(false);
    if (!refused) return props.onDone();
    const fields = Object.entries(refused.fields).map(([path, issues]) => [path, issues.join(" ")]);
    refuse(fields.length > 0 ? Object.fromEntries(fields) : { "": refused.words });
  }
  return (
    <form
      ref={form}
      data-part="habit-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Line
        label="Name"
        name="name"
        value={values().name}
        issue={issues().name}
        onInput={(name) => set({ name })}
      />
      <Line
        label="Category (optional)"
        name="category"
        value={values().category}
        issue={issues().category}
        list="habit-categories"
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
      <GoalField values={values()} issues={issues()} onSet={set} />
      <ScheduleField values={values()} issues={issues()} weekdays={props.weekdays} onSet={set} />
      <Show when={issues()[""]}>
        {(words) => (
          <p data-ui="notice" data-tone="slow" role="alert">
            {words()}
          </p>
        )}
      </Show>
      <footer>
        <button type="button" data-ui="button" onClick={() => props.onDone()}>
          Cancel
        </button>
        <button
          type="submit"
          data-ui="button"
          data-tone="primary"
          aria-busy={busy() || undefined}
          aria-disabled={props.offline || undefined}
        >
          <Switch fallback="Make the habit">
            <Match when={props.offline}>Needs the server</Match>
            <Match when={props.habit}>Save</Match>
          </Switch>
        </button>
      </footer>
    </form>
  );
}

function Line(props: {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly issue: string | undefined;
  /** Of what may be meant. */
  readonly list?: string;
  readonly onInput: (text: string) => void;
}) {
  const id = `habit-${props.name}`;
  return (
    <div data-ui="field" data-state={props.issue ? "error" : undefined}>
      <label for={id}>{props.label}</label>
      <input
        data-ui="input"
        id={id}
        name={props.name}
        list={props.list}
        value={props.value}
        autocomplete="off"
        aria-invalid={props.issue ? "true" : undefined}
        aria-describedby={`${id}-issue`}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <IssueLine id={`${id}-issue`} words={props.issue} />
    </div>
  );
}
