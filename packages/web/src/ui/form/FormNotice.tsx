import { formatDuration } from "@pacekeeper/domain/time/duration";
import { Show } from "solid-js";
import type { FormState } from "./form-state.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

/** Why a form was not taken, over it, with the time until the next try counts. */
export function FormNotice(props: { readonly form: FormState }) {
  const words = () => props.form.notice();
  const counted = () => words()?.replace(/\d+:\d\d(:\d\d)?/, formatDuration(props.form.wait() * 1000));
  return (
    <RefusalNotice words={words()}>
      <Show when={props.form.wait() > 0} fallback={words()}>
        {/* Read out once; the seconds run for the eyes alone. */}
        <span data-visually="hidden">{words()}</span>
        <span aria-hidden="true">{counted()}</span>
      </Show>
    </RefusalNotice>
  );
}
