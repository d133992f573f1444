import { Show } from "solid-js";
import type { FormState } from "./form-state.ts";
import { RefusalNotice } from "./RefusalNotice.tsx";

/** Shows why a form was refused, above it, with a countdown to the next attempt if there is a limit. */
export function FormNotice(props: { readonly form: FormState }) {
  const words = () => props.form.notice();
  return (
    <RefusalNotice words={words()}>
      <Show when={props.form.countdown()} fallback={words()}>
        {(countdown) => (
          <>
            {/* Screen readers get the words once; the countdown is visual only. */}
            <span data-visually="hidden">{words()}</span>
            <span aria-hidden="true">{countdown()}</span>
          </>
        )}
      </Show>
    </RefusalNotice>
  );
}
