import type { JSX } from "solid-js";
import { FieldHelp } from "./FieldHelp.tsx";
import type { SavedState } from "./field-saver.ts";

interface SavedFieldProps {
  readonly id: string;
  readonly label: string;
  readonly state: SavedState;
  /** The saved value, shown when a change is refused. */
  readonly inForce?: string;
  readonly help?: string | undefined;
  readonly children: JSX.Element;
}

/** A field that saves itself: its label, its control, and the outcome of the last change. */
export function SavedField(props: SavedFieldProps) {
  const refused = () => props.state.kind === "refused";
  const issues = () => {
    if (!refused()) return [];
    return [props.state.words, ...(props.inForce ? [`${props.inForce} still applies.`] : [])];
  };
  return (
    <div data-ui="field" data-state={refused() ? "error" : undefined}>
      <label for={props.id}>
        {props.label}{" "}
        <span role="status" data-part="saved">
          {props.state.kind === "saved" ? "Saved" : ""}
        </span>
      </label>
      {props.children}
      <FieldHelp id={`${props.id}-h`} issues={issues()} help={props.help} />
    </div>
  );
}
