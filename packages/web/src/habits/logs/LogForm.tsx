import { DialogFooter } from "../../ui/form/DialogFooter.tsx";
import { FormNotice } from "../../ui/form/FormNotice.tsx";
import { TextField } from "../../ui/form/TextField.tsx";
import { useHabits } from "../habits-context.ts";
import type { LogFormState } from "./log-form.ts";

/** The fields of one log, with Cancel and submit buttons. */
export function LogForm(props: {
  /** Unique on the page. */
  readonly id: string;
  readonly state: LogFormState;
  readonly submit: string;
  readonly onCancel: () => void;
}) {
  const { today } = useHabits();
  const { draft, form, set, submit } = props.state;
  return (
    <form data-part="log-form" noValidate onSubmit={(event) => void submit(event)}>
      <FormNotice form={form} />
      <TextField
        form={form}
        field="minutes"
        id={`${props.id}-minutes`}
        label="Minutes"
        inputMode="numeric"
        value={draft().minutes}
        onInput={(minutes) => set({ minutes })}
      />
      <TextField
        form={form}
        field="date"
        id={`${props.id}-date`}
        label="Date"
        type="date"
        min="1970-01-01"
        max={today()}
        value={draft().date}
        onInput={(date) => set({ date })}
      />
      <TextField
        form={form}
        field="note"
        id={`${props.id}-note`}
        label="Note"
        rows={2}
        spellcheck
        value={draft().note}
        onInput={(note) => set({ note })}
      />
      <DialogFooter form={form} tone="primary" submit={props.submit} keep="Cancel" onKeep={props.onCancel} />
    </form>
  );
}
