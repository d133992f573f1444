import { Show } from "solid-js";
import { FieldHelp } from "./FieldHelp.tsx";
import type { FormState } from "./form-state.ts";

interface TextFieldProps {
  readonly form: FormState;
  /** The field of the mutation's input. */
  readonly field: string;
  readonly id: string;
  readonly label: string;
  /** Its name in the form; by default `field`. */
  readonly name?: string;
  readonly type?: "text" | "email" | "date";
  /** The number of lines; makes it a text area. */
  readonly rows?: number;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly autocomplete?: string;
  readonly inputMode?: "numeric";
  /** The id of a `datalist` of suggestions. */
  readonly list?: string;
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  /** Whether to check its spelling. */
  readonly spellcheck?: boolean;
  readonly help?: string;
  readonly required?: boolean;
}

/** A text field of a form that is submitted as a whole. Its issues disappear when its text changes. */
export function TextField(props: TextFieldProps) {
  const issues = () => props.form.issues(props.field);
  const refused = () => issues().length > 0;
  const help = `${props.id}-h`;
  const described = () => (refused() || props.help ? help : undefined);
  function type(text: string) {
    props.form.typed(props.field);
    props.onInput(text);
  }
  return (
    <div data-ui="field" data-state={refused() ? "error" : undefined}>
      <label for={props.id}>{props.label}</label>
      {/* Two copies on purpose: choosing the tag at run time would add more code than the rest of the form. */}
      <Show
        when={props.rows}
        fallback={
          <input
            data-ui="input"
            id={props.id}
            name={props.name ?? props.field}
            type={props.type ?? "text"}
            value={props.value}
            autocomplete={props.autocomplete ?? "off"}
            autocapitalize={props.type === "email" ? "off" : undefined}
            inputmode={props.inputMode}
            list={props.list}
            min={props.min}
            max={props.max}
            placeholder={props.placeholder}
            spellcheck={props.spellcheck ?? false}
            required={props.required}
            aria-invalid={refused() || undefined}
            aria-describedby={described()}
            onInput={(event) => type(event.currentTarget.value)}
          />
        }
      >
        <textarea
          data-ui="input"
          id={props.id}
          name={props.name ?? props.field}
          rows={props.rows}
          value={props.value}
          spellcheck={props.spellcheck ?? false}
          aria-invalid={refused() || undefined}
          aria-describedby={described()}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </Show>
      <FieldHelp id={help} issues={issues()} help={props.help} />
    </div>
  );
}
