import { Show } from "solid-js";
import { FieldHelp } from "./FieldHelp.tsx";
import type { FormState } from "./form-state.ts";

interface TextFieldProps {
  readonly form: FormState;
  /** Which field of the input it is. */
  readonly field: string;
  readonly id: string;
  readonly label: string;
  /** The name in its form; left out: the field's. */
  readonly name?: string;
  readonly type?: "text" | "email" | "date";
  /** For several lines. */
  readonly rows?: number;
  readonly value: string;
  readonly onInput: (text: string) => void;
  readonly autocomplete?: string;
  readonly inputMode?: "numeric";
  /** The id of a list of what may be meant. */
  readonly list?: string;
  readonly min?: string;
  readonly max?: string;
  readonly placeholder?: string;
  /** Whether it holds words that a spelling can be wrong of. */
  readonly spellcheck?: boolean;
  readonly help?: string;
  readonly required?: boolean;
}

/** Text in a form that is sent as a whole. What was said of it holds until something else is typed. */
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
      {/* Written down twice: a tag that is chosen would bring more code with it than the rest of the form. */}
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
