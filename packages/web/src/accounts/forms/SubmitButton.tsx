import { useServices } from "../../lib/data/services.ts";
import type { FormState } from "./form-state.ts";

/** Sends a form; says so while that needs the server, or while no try counts. */
export function SubmitButton(props: { readonly form: FormState; readonly children: string }) {
  const { connection } = useServices();
  const offline = () => connection.state() === "offline";
  return (
    <button
      type="submit"
      data-ui="button"
      data-tone="primary"
      data-size="l"
      aria-busy={props.form.busy() || undefined}
      aria-disabled={props.form.wait() > 0 || undefined}
    >
      {offline() ? "Needs the server" : props.children}
    </button>
  );
}
