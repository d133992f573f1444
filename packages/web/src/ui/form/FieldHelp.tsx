import { Show } from "solid-js";
import { Icon } from "../Icon.tsx";

/** The line below a field: why its value is refused, or else its help. Renders nothing without either. */
export function FieldHelp(props: {
  readonly id: string;
  readonly issues: readonly string[];
  readonly help?: string | undefined;
  /** Its `data-part`, for styles. */
  readonly part?: string | undefined;
}) {
  const refused = () => props.issues.length > 0;
  return (
    <Show when={refused() || props.help}>
      <small id={props.id} data-part={props.part}>
        <Show when={refused()} fallback={props.help}>
          <Icon name="warning" small />
          <span>{props.issues.join(" ")}</span>
        </Show>
      </small>
    </Show>
  );
}
