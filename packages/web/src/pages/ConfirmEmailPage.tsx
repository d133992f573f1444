import { createEffect, createSignal, Match, Switch } from "solid-js";
import { ConfirmEmailDocument } from "../generated/graphql.ts";
import { createSend } from "../lib/data/mutate.ts";
import { takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Door } from "./door/Door.tsx";
import { ExpiredLink } from "./door/ExpiredLink.tsx";

type State =
  | { readonly kind: "asking" | "expired" }
  | { readonly kind: "confirmed"; readonly email: string }
  | { readonly kind: "refused"; readonly words: string };

/** The target of the link in a confirmation mail. */
export default function ConfirmEmailPage() {
  const confirmEmail = createSend(ConfirmEmailDocument);
  const token = takeFragment();
  const [state, setState] = createSignal<State>({ kind: "expired" });

  async function confirm() {
    setState({ kind: "asking" });
    const outcome = await confirmEmail({ input: { token: token() } });
    if ("taken" in outcome) return setState({ kind: "confirmed", email: outcome.taken.email });
    const { answer, words } = outcome.refused;
    setState(answer?.__typename === "LinkExpired" ? { kind: "expired" } : { kind: "refused", words });
  }
  // Opening the link is enough.
  createEffect(() => token() && void confirm());
  const confirmed = () => {
    const now = state();
    return now.kind === "confirmed" ? now.email : null;
  };
  const refused = () => {
    const now = state();
    return now.kind === "refused" ? now.words : null;
  };
  return (
    <Door title="Confirm your address" heading="Confirm your address">
      <Switch fallback={<p role="status">Confirming …</p>}>
        <Match when={confirmed()}>
          {(email) => (
            <>
              <div data-ui="notice" data-tone="accent" role="status">
                <Icon name="tick" />
                <p>
                  <strong>{email()}</strong> is confirmed and is now your account's address.
                </p>
              </div>
              <a data-ui="button" data-tone="primary" data-size="l" href={paths.today} rel="external">
                Go to Today
              </a>
            </>
          )}
        </Match>
        <Match when={state().kind === "expired"}>
          <ExpiredLink href={paths.settings} action="Send a new link from Settings">
            This link was already used or has expired. Nothing was changed.
          </ExpiredLink>
        </Match>
        <Match when={refused()}>
          {(words) => (
            <FaultNotice
              fault={{ kind: "refused", words: words(), retryAfterMs: null }}
              onRetry={() => void confirm()}
            />
          )}
        </Match>
      </Switch>
    </Door>
  );
}
