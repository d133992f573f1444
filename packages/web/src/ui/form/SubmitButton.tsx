import type { FormState } from "./form-state.ts";

interface SubmitButtonProps {
  readonly form: FormState;
  readonly tone?: "primary" | "danger";
  readonly size?: "s" | "l";
  /** The button's label. */
  readonly children: string;
}

/** Submits a form. Disabled while the server is unreachable, which it says, and during a rate limit's wait. */
export function SubmitButton(props: SubmitButtonProps) {
  return (
    <button
      type="submit"
      data-ui="button"
      data-tone={props.tone}
      data-size={props.size}
      aria-busy={props.form.busy() || undefined}
      aria-disabled={props.form.offline() || props.form.wait() > 0 || undefined}
    >
      {props.form.offline() ? "Needs the server" : props.children}
    </button>
  );
}
