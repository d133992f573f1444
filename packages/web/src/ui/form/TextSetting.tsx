import type { TypedDocumentNode } from "@urql/core";
import { createRenderEffect, createSignal, on } from "solid-js";
import { createFieldSaver } from "./field-saver.ts";
import { SavedField } from "./SavedField.tsx";

/** The parsed text, or why it cannot be parsed. */
export type Reading<Value> = { readonly value: Value } | { readonly refusal: string };

interface TextSettingProps<Data extends object, Input> {
  readonly id: string;
  readonly label: string;
  /** The saved value. */
  readonly value: string;
  /** The mutation that saves it. */
  readonly document: TypedDocumentNode<Data, { readonly input: Input }>;
  /** A line below the field, derived from its text. */
  readonly help?: (text: string) => string;
  readonly unit?: string;
  readonly autocomplete?: string;
  readonly inputMode?: "text" | "numeric";
  /** Disables it, because the server is unreachable. */
  readonly offline?: boolean;
  /** Parses the text as the mutation's input. */
  readonly read: (text: string) => Reading<Input>;
}

/** A text setting, saved when it loses focus or on Enter. */
export function TextSetting<Data extends object, Input>(props: TextSettingProps<Data, Input>) {
  const saver = createFieldSaver(props.document);
  const refused = () => saver.state().kind === "refused";
  const [text, setText] = createSignal(props.value);
  const help = () => props.help?.(text());
  let input: HTMLInputElement | undefined;
  let typing = false;
  // Never overwrite text that somebody is typing or that was refused. Many answers bring the same value again.
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
  function change() {
    if (!input) return;
    typing = false;
    const read = props.read(input.value);
    if ("refusal" in read) saver.refuse(read.refusal);
    else void saver.save(read.value);
  }
  /** The browser reports a change only of a text that differs; what was refused may be tried again as it is. */
  function leave() {
    if (refused()) return change();
    // A text that was typed and taken back fires no change.
    if (!typing) return;
    typing = false;
    if (!input) return;
    input.value = props.value;
    setText(props.value);
  }
  return (
    <SavedField id={props.id} label={props.label} state={saver.state()} inForce={props.value} help={help()}>
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
          disabled={props.offline}
          title={props.offline ? "Needs the server" : undefined}
          aria-invalid={refused() || undefined}
          aria-describedby={refused() || help() ? `${props.id}-h` : undefined}
          onInput={(event) => {
            typing = true;
            setText(event.currentTarget.value);
          }}
          onKeyDown={(event) => event.key === "Enter" && refused() && change()}
          onChange={() => typing && change()}
          onBlur={leave}
        />
        {props.unit ? <span data-quiet>{props.unit}</span> : null}
      </span>
    </SavedField>
  );
}
