import { useServices } from "../../lib/data/services.ts";
import type { FormState } from "./form-state.ts";

interface SubmitButtonProps {
  readonly form: FormState;
  readonly tone?: "primary" | "danger";
  readonly size?: "l";
  /** What the button says. */
  readonly children: string;
}

/** Sends a form; says so while that needs the server, or while no try counts. */
export function SubmitButton(props: SubmitButtonProps) {
  const { connection } = useServices();
  const offline = () => connection.state() === "offline";
  return (
    <button
      type="submit"
      data-ui="button"
      data-tone={props.tone}
      data-size={props.size}
      aria-busy={props.form.busy() || undefined}
      aria-disabled={offline() || props.form.wait() > 0 || undefined}
    >
      {offline() ? "Needs the server" : props.children}
    </button>
  );
}
