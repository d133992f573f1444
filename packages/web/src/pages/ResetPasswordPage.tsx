import { createEffect, createSignal, on, Show } from "solid-js";
import { AskForReset } from "../accounts/door/AskForReset.tsx";
import { ChooseNewPassword } from "../accounts/door/ChooseNewPassword.tsx";
import { takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { Door } from "./door/Door.tsx";
import { ExpiredLink } from "./door/ExpiredLink.tsx";

/** Resets a forgotten password: requests the link, or uses the one that was opened. */
export default function ResetPasswordPage() {
  const token = takeFragment();
  const [state, setState] = createSignal<"open" | "expired" | "anew">("open");
  createEffect(on(token, () => setState("open"), { defer: true }));
  return (
    <Door title="Choose a new password" heading="Choose a new password">
      <Show
        when={state() !== "expired"}
        fallback={
          <ExpiredLink
            href={paths.resetPassword}
            action="Ask for a new link"
            onAction={() => setState("anew")}
          >
            This link was already used or has expired. Nothing was changed.
          </ExpiredLink>
        }
      >
        <Show when={state() === "open" && token()} fallback={<AskForReset />}>
          {(secret) => <ChooseNewPassword token={secret()} onExpired={() => setState("expired")} />}
        </Show>
      </Show>
    </Door>
  );
}
