import { createEffect, createSignal } from "solid-js";
import type { FormState } from "../../ui/form/form-state.ts";
import { TextField } from "../../ui/form/TextField.tsx";

/** The set-up code that a new server prints. Few people have one, so the field is collapsed. */
export function SetupCode(props: {
  readonly form: FormState;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  const [isOpen, setOpen] = createSignal(props.value !== "");
  createEffect(() => props.form.issues("setupCode").length > 0 && setOpen(true));
  createEffect(() => props.onToggle(isOpen()));
  return (
    <details data-part="setup-code" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>I have a set-up code</summary>
      <TextField
        form={props.form}
        field="setupCode"
        id="rs"
        label="Set-up code"
        help="The server prints it when it starts. It makes this account an administrator."
        value={props.value}
        onInput={props.onInput}
      />
    </details>
  );
}
