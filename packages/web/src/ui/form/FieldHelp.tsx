import { Show } from "solid-js";
import { Icon } from "../Icon.tsx";

/** Under a field: why it is refused, in sentences, else what helps to fill it in. Nothing where there is neither. */
export function FieldHelp(props: {
  readonly id: string;
  readonly issues: readonly string[];
  readonly help?: string | undefined;
  /** For its styles. */
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
