import { Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";

/** Why a field is refused, beside it. @param props.words undefined: it is not */
export function IssueLine(props: { readonly id: string; readonly words: string | undefined }) {
  return (
    <small id={props.id}>
      <Show when={props.words}>
        <Icon name="warning" small />
        <span>{props.words}</span>
      </Show>
    </small>
  );
}
