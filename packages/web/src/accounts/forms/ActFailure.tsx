import { Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";
import type { Act } from "./act.ts";

/** Why something did not work, beside what was to be done. */
export function ActFailure(props: { readonly act: Act }) {
  return (
    <Show when={props.act.failure()}>
      {(words) => (
        <div data-ui="notice" data-tone="slow" role="alert">
          <Icon name="warning" />
          <p>{words()}</p>
        </div>
      )}
    </Show>
  );
}
