import { createRenderEffect, createSignal, on } from "solid-js";
import { UpdateProfileDocument, type UpdateProfileInput } from "../../generated/graphql.ts";
import { createFieldSaver } from "../../ui/form/field-saver.ts";
import { SavedField } from "../../ui/SavedField.tsx";

interface TextSettingProps {
  readonly id: string;
  readonly label: string;
  /** The value in force. */
  readonly value: string;
  /** A line under the field, of what stands in it. */
  readonly help?: (text: string) => string;
  readonly unit?: string;
  readonly autocomplete?: string;
  readonly inputMode?: "text" | "numeric";
  /** What was typed as a change of the profile, or why it cannot be one. */
  readonly read: (text: string) => UpdateProfileInput | { readonly refusal: string };
}

/** A setting that is typed; saved when it is left or confirmed with Enter. */
export function TextSetting(props: TextSettingProps) {
  const saver = createFieldSaver(UpdateProfileDocument);
  const refused = () => saver.state().kind === "refused";
  const [text, setText] = createSignal(props.value);
  let input: HTMLInputElement | undefined;
  let typing = false;
  // What somebody is typing, or was refused, is theirs: another value of the server shows only once they are
  // done with it. Answers that bring the same value again are many.
  createRenderEffect(
    on(
      () => props.value,
      (value, before) => {
        if (!input || typing || refused() || value === before) return;
        input.value = value;
        setText(value);
      },
    ),
  );
  function change(text: string) {
    typing = false;
    const read = props.read(text);
    if ("refusal" in read) saver.refuse(read.refusal);
    else void saver.save(read);
  }
  return (
    <SavedField
      id={props.id}
      label={props.label}
      state={saver.state()}
      inForce={props.value}
      {...(props.help === undefined ? {} : { help: props.help(text()) })}
    >
      <span data-ui="input-group">
        <input
          data-ui="input"
          id={props.id}
          type="text"
          ref={(element) => {
            input = element;
            element.value = props.value;
          }}
          autocomplete={props.autocomplete ?? "off"}
          inputmode={props.inputMode ?? "text"}
          aria-invalid={refused() || undefined}
          aria-describedby={refused() || props.help ? `${props.id}-h` : undefined}
          onInput={(event) => {
            typing = true;
            setText(event.currentTarget.value);
          }}
          onChange={(event) => change(event.currentTarget.value)}
        />
        {props.unit ? <span data-quiet>{props.unit}</span> : null}
      </span>
    </SavedField>
  );
}
