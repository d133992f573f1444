import { Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";

interface TextFieldProps {
  readonly id: string;
  readonly label: string;
  readonly name: string;
  readonly type?: "text" | "email";
  readonly autocomplete: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
  /** Why what was sent is refused, in sentences. */
  readonly issues: readonly string[];
  readonly help?: string;
  readonly required?: boolean;
}

/** A line of text in a form that is sent as a whole. */
export function TextField(props: TextFieldProps) {
  const refused = () => props.issues.length > 0;
  const help = `${props.id}-h`;
  return (
    <div data-ui="field" data-state={refused() ? "error" : undefined}>
      <label for={props.id}>{props.label}</label>
      <input
        data-ui="input"
        id={props.id}
        name={props.name}
        type={props.type ?? "text"}
        value={props.value}
        autocomplete={props.autocomplete}
        autocapitalize={props.type === "email" ? "off" : undefined}
        spellcheck={false}
        required={props.required}
        aria-invalid={refused() || undefined}
        aria-describedby={refused() || props.help ? help : undefined}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <Show when={refused() || props.help}>
        <small id={help}>
          <Show when={refused()} fallback={props.help}>
            <Icon name="warning" small />
            <span>{props.issues.join(" ")}</span>
          </Show>
        </small>
      </Show>
    </div>
  );
}
