import { PASSWORD_RULE, shapeProblems } from "@pacekeeper/domain/accounts/password-policy";
import { createSignal, onCleanup, onMount, Show } from "solid-js";
import { FieldHelp } from "../../ui/form/FieldHelp.tsx";
import type { FormState } from "../../ui/form/form-state.ts";
import { StrengthMeter } from "./StrengthMeter.tsx";
import "./password.css";

interface PasswordFieldProps {
  readonly form: FormState;
  /** The field of the mutation's input. */
  readonly field: string;
  readonly id: string;
  readonly label: string;
  /** Its name in the form; by default "password". */
  readonly name?: string;
  readonly autocomplete: "current-password" | "new-password";
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** What is known about the person, such as address and names: a password made of these is weak. */
  readonly userInputs?: readonly string[];
  /** For a new password: shows the rule, what is still missing, and the strength. */
  readonly withMeter?: boolean;
}

/** A password field that can show its text. */
export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setShown] = createSignal(false);
  let input: HTMLInputElement | undefined;
  const hide = () => setShown(false);
  // Password managers find the field by its type when the form is submitted.
  onMount(() => {
    const form = input?.form;
    form?.addEventListener("submit", hide);
    onCleanup(() => form?.removeEventListener("submit", hide));
  });

  const issues = () => props.form.issues(props.field);
  const refused = () => issues().length > 0;
  const rule = () => (props.withMeter ? ruleWords(props.value) : "");
  // "Strong" next to an unmet rule would be a contradiction.
  const judged = () => (shapeProblems(props.value).length > 0 ? "" : props.value);
  const help = `${props.id}-h`;
  return (
    <div data-ui="field" data-part="password" data-state={refused() ? "error" : undefined}>
      <label for={props.id}>{props.label}</label>
      <span data-part="reveal">
        <input
          data-ui="input"
          id={props.id}
          name={props.name ?? "password"}
          ref={input}
          type={isShown() ? "text" : "password"}
          value={props.value}
          autocomplete={props.autocomplete}
          autocapitalize="off"
          autocorrect="off"
          spellcheck={false}
          required
          aria-invalid={refused() || undefined}
          aria-describedby={refused() || rule() ? help : undefined}
          onInput={(event) => {
            props.form.typed(props.field);
            props.onInput(event.currentTarget.value);
          }}
        />
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          data-size="s"
          aria-label={`${isShown() ? "Hide" : "Show"} ${props.label.toLowerCase()}`}
          aria-controls={props.id}
          onClick={() => setShown(!isShown())}
        >
          {isShown() ? "Hide" : "Show"}
        </button>
      </span>
      <FieldHelp id={help} issues={issues()} help={rule()} part={props.withMeter ? "rule" : undefined} />
      <Show when={props.withMeter}>
        <StrengthMeter password={judged()} userInputs={props.userInputs ?? []} />
      </Show>
    </div>
  );
}

/** The rule before anything is typed, then what is still missing. */
function ruleWords(password: string): string {
  if (password === "") return PASSWORD_RULE;
  const missing = shapeProblems(password).map(({ message }) => message);
  return missing.length > 0 ? missing.join(" ") : "Long and varied enough.";
}
