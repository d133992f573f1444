import { useServices } from "../../lib/data/services.ts";
import type { FormState } from "./form-state.ts";

interface DialogFooterProps {
  readonly form: FormState;
  readonly tone: "primary" | "danger";
  readonly submit: string;
  readonly keep: string;
  readonly onKeep: () => void;
}

/** The two ways out of a form in a dialog: leaving things as they are, and sending it. */
export function DialogFooter(props: DialogFooterProps) {
  const { connection } = useServices();
  const offline = () => connection.state() === "offline";
  return (
    <footer>
      <button type="button" data-ui="button" onClick={() => props.onKeep()}>
        {props.keep}
      </button>
      <button
        type="submit"
        data-ui="button"
        data-tone={props.tone}
        aria-busy={props.form.busy() || undefined}
        aria-disabled={offline() || props.form.wait() > 0 || undefined}
      >
        {offline() ? "Needs the server" : props.submit}
      </button>
    </footer>
  );
}
