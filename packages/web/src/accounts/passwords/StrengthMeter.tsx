import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import type { Strength } from "./password-strength.ts";

/** Screen readers announce each new rating, so it waits for a pause in typing. */
const AFTER_TYPING_MS = 300;

/** Shows how strong a new password is. It only informs; the password policy decides. */
export function StrengthMeter(props: { readonly password: string; readonly userInputs: readonly string[] }) {
  const [strength, setStrength] = createSignal<Strength | null>(null);
  createEffect(
    on(
      () => [props.password, props.userInputs] as const,
      ([password, userInputs]) => {
        if (password === "") {
          setStrength(null);
          return;
        }
        let isNewest = true;
        const timer = setTimeout(() => {
          // The dictionaries are large; most visitors never need them. Without the server there is no meter.
          import("./password-strength.ts").then(
            ({ strengthOf }) => isNewest && setStrength(strengthOf(password, userInputs)),
            () => {},
          );
        }, AFTER_TYPING_MS);
        onCleanup(() => {
          isNewest = false;
          clearTimeout(timer);
        });
      },
    ),
  );
  return (
    <div data-part="strength" data-score={strength()?.score}>
      <Show when={strength()}>
        {(known) => (
          <meter aria-label="Password strength" min={0} max={5} value={known().score + 1}>
            {known().words}
          </meter>
        )}
      </Show>
      <small aria-live="polite">
        <Show when={strength()}>
          {(known) => (
            <>
              <b>{known().words}.</b> {known().advice}
            </>
          )}
        </Show>
      </small>
    </div>
  );
}
