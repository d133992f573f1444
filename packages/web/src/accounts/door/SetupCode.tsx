import { createEffect, createSignal } from "solid-js";
import { TextField } from "../forms/TextField.tsx";

/** The code that a new server prints; few people have one, so it stays folded away. */
export function SetupCode(props: {
  readonly value: string;
  readonly issues: readonly string[];
  readonly onInput: (text: string) => void;
  readonly onToggle: (isOpen: boolean) => void;
}) {
  const [isOpen, setOpen] = createSignal(props.value !== "");
  createEffect(() => props.issues.length > 0 && setOpen(true));
  createEffect(() => props.onToggle(isOpen()));
  return (
    <details data-part="setup-code" open={isOpen()} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>I have a set-up code</summary>
      <TextField
        id="rs"
        label="Set-up code"
        name="setupCode"
        autocomplete="off"
        help="The server prints it when it starts. It makes this account the administrator's."
        value={props.value}
        issues={props.issues}
        onInput={props.onInput}
      />
    </details>
  );
}
