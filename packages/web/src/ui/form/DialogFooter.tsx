import type { FormState } from "./form-state.ts";
import { SubmitButton } from "./SubmitButton.tsx";

interface DialogFooterProps {
  readonly form: FormState;
  readonly tone: "primary" | "danger";
  readonly submit: string;
  readonly keep: string;
  readonly onKeep: () => void;
}

/** The footer of a form in a dialog: a button to cancel and one to submit. */
export function DialogFooter(props: DialogFooterProps) {
  return (
    <footer>
      <button type="button" data-ui="button" onClick={() => props.onKeep()}>
        {props.keep}
      </button>
      <SubmitButton form={props.form} tone={props.tone}>
        {props.submit}
      </SubmitButton>
    </footer>
  );
}
