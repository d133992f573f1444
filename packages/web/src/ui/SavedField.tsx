import { type JSX, Show } from "solid-js";
import type { SavedState } from "./form/field-saver.ts";
import { Icon } from "./Icon.tsx";

interface SavedFieldProps {
  readonly id: string;
  readonly label: string;
  readonly state: SavedState;
  /** Refused: the value that is in force. */
  readonly inForce?: string;
  readonly help?: string;
  readonly children: JSX.Element;
}

/** A field that saves itself: its label, its control, and beside it what became of the last change. */
export function SavedField(props: SavedFieldProps) {
  const refused = () => props.state.kind === "refused";
  return (
    <div data-ui="field" data-state={refused() ? "error" : undefined}>
      <label for={props.id}>
        {props.label}{" "}
        <span role="status" data-part="saved">
          {props.state.kind === "saved" ? "Saved" : ""}
        </span>
      </label>
      {props.children}
      <Show when={refused() || props.help}>
        <small id={`${props.id}-h`}>
          <Show when={refused()} fallback={props.help}>
            <Icon name="warning" small />
            <span>
              {props.state.words}
              <Show when={props.inForce}>{(value) => ` ${value()} stays in force.`}</Show>
            </span>
          </Show>
        </small>
      </Show>
    </div>
  );
}
