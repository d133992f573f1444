import { type JSX, Show } from "solid-js";
import { Icon } from "../Icon.tsx";

/** Shows why an action failed, next to its controls. */
export function RefusalNotice(props: {
  /** Null: it succeeded, or was not tried. */
  readonly words: string | null;
  /** Replaces `words` where they are more than text. */
  readonly children?: JSX.Element;
}) {
  return (
    <Show when={props.words}>
      {(words) => (
        <div data-ui="notice" data-tone="slow" role="alert">
          <Icon name="warning" />
          <p>{props.children ?? words()}</p>
        </div>
      )}
    </Show>
  );
}
