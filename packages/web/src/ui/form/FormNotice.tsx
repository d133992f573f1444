import { formatDuration } from "@pacekeeper/domain/time/duration";
import { Show } from "solid-js";
import type { FormState } from "./form-state.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

/** Shows why a form was refused, above it, with a countdown to the next attempt if there is a limit. */
export function FormNotice(props: { readonly form: FormState }) {
  const words = () => props.form.notice();
  const counted = () => words()?.replace(/\d+:\d\d(:\d\d)?/, formatDuration(props.form.wait() * 1000));
  return (
    <RefusalNotice words={words()}>
      <Show when={props.form.wait() > 0} fallback={words()}>
        {/* Screen readers get the words once; the countdown is visual only. */}
        <span data-visually="hidden">{words()}</span>
        <span aria-hidden="true">{counted()}</span>
      </Show>
    </RefusalNotice>
  );
}
