import { type JSX, Show } from "solid-js";
import { Icon } from "../Icon.tsx";

/** Why something did not work, beside what was to be done. */
export function RefusalNotice(props: {
  /** Null: it did, or nothing was done. */
  readonly words: string | null;
  /** In the words' place, where they are more than text. */
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
