import { formatDuration } from "@pacekeeper/domain/time/duration";
import { Show } from "solid-js";
import { Icon } from "../../ui/Icon.tsx";
import type { FormState } from "./form-state.ts";

/** Why a form was not taken, over it, with the time until the next try counts. */
export function FormNotice(props: { readonly form: FormState }) {
  const counted = (words: string) =>
    words.replace(/\d+:\d\d(:\d\d)?/, formatDuration(props.form.wait() * 1000));
  return (
    <Show when={props.form.notice()}>
      {(words) => (
        <div data-ui="notice" data-tone="slow" role="alert">
          <Icon name="warning" />
          <p>
            <Show when={props.form.wait() > 0} fallback={words()}>
              {/* Read out once; the seconds run for the eyes alone. */}
              <span data-visually="hidden">{words()}</span>
              <span aria-hidden="true">{counted(words())}</span>
            </Show>
          </p>
        </div>
      )}
    </Show>
  );
}
