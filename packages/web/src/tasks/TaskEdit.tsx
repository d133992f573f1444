import { createSignal, onMount } from "solid-js";
import type { TaskRowFragment } from "../generated/graphql.ts";
import { refusedOf } from "../lib/data/mutate.ts";
import { useServices } from "../lib/data/services.ts";
import { createVersionedSave } from "../lib/edited-version.ts";
import { DialogFooter } from "../ui/form/DialogFooter.tsx";
import { FormNotice } from "../ui/form/FormNotice.tsx";
import { createFormState } from "../ui/form/form-state.ts";
import { SubmitButton } from "../ui/form/SubmitButton.tsx";
import { TextField } from "../ui/form/TextField.tsx";
import { timeOfDay } from "./task-words.ts";
import { useTasks } from "./tasks-context.ts";
import { LENGTH_HELP, readLength, writeLength } from "./timers/length-words.ts";

/** A task's fields in place of its row. Enter in a single-line field saves; Escape discards the changes. */
export function TaskEdit(props: { readonly task: TaskRowFragment; readonly onDone: () => void }) {
  const { changes } = useTasks();
  const { clock } = useServices();
  const { id, title, description, timerSeconds } = props.task;
  // A copy: the row itself follows the list.
  const savingVersion = createVersionedSave({ ...props.task }, "This task", editedOf);
  const form = createFormState(["title", "timerSeconds", "description"]);
  const [draft, setDraft] = createSignal({ title, description, length: writeLength(timerSeconds) });
  const set = (some: Partial<ReturnType<typeof draft>>) => setDraft((before) => ({ ...before, ...some }));
  let element: HTMLFormElement | undefined;
  onMount(() => element?.querySelector("input")?.select());

  async function save() {
    const { title, description, length } = draft();
    const read = readLength(length, timeOfDay(clock.now()));
    if ("refusal" in read) return { words: "", fields: { timerSeconds: [read.refusal] } };
    const timerSeconds = read.seconds;
    const values = { id, title, description: description.trim(), timerSeconds };
    const outcome = await savingVersion((expectedVersion) => changes.save({ ...values, expectedVersion }));
    if ("taken" in outcome) props.onDone();
    return refusedOf(outcome);
  }
  return (
    <form
      data-part="task-edit"
      aria-label={`Edit ${title}`}
      noValidate
      ref={element}
      onSubmit={(event) => void form.submit(event, save)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onDone();
      }}
    >
      <TextField
        form={form}
        field="title"
        id={`title-${id}`}
        label="Title"
        spellcheck
        value={draft().title}
        onInput={(title) => set({ title })}
      />
      <TextField
        form={form}
        field="timerSeconds"
        id={`length-${id}`}
        label="Length"
        name="length"
        placeholder="none"
        value={draft().length}
        onInput={(length) => set({ length })}
      />
      <TextField
        form={form}
        field="description"
        id={`description-${id}`}
        label="Description"
        rows={2}
        spellcheck
        value={draft().description}
        onInput={(description) => set({ description })}
      />
      <FormNotice form={form} />
      <DialogFooter form={form} tone="primary" submit="Save" keep="Cancel" onKeep={props.onDone} />
    </form>
  );
}

const editedOf = (task: TaskRowFragment) => [task.title, task.description, task.timerSeconds];

/** Asks, inside the row, how long the timer should run. */
export function LengthAsk(props: {
  readonly task: TaskRowFragment;
  readonly onLength: (seconds: number) => void;
  readonly onDone: () => void;
}) {
  const { clock } = useServices();
  const form = createFormState(["length"]);
  const refusal = () => form.issues("length").join(" ");
  let input: HTMLInputElement | undefined;
  onMount(() => input?.select());
  async function start() {
    const length = readLength(input?.value ?? "", timeOfDay(clock.now()));
    if ("refusal" in length || length.seconds === null) {
      return { words: "", fields: { length: [LENGTH_HELP] } };
    }
    props.onLength(length.seconds);
    props.onDone();
    return null;
  }
  return (
    <form
      data-part="length-ask"
      aria-label={`Timer length for ${props.task.title}`}
      noValidate
      onSubmit={(event) => void form.submit(event, start)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") props.onDone();
      }}
    >
      <small id={`ask-${props.task.id}`} role="alert">
        {refusal()}
      </small>
      <input
        data-ui="input"
        ref={input}
        value={writeLength(props.task.timerSeconds)}
        placeholder="25m"
        autocomplete="off"
        aria-label={`Length for ${props.task.title}`}
        aria-invalid={refusal() ? "true" : undefined}
        aria-describedby={`ask-${props.task.id}`}
      />
      <SubmitButton form={form} size="s">
        Start
      </SubmitButton>
    </form>
  );
}
