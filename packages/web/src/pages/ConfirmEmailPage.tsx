import { createEffect, createSignal, Match, Switch } from "solid-js";
import { outcomeOf, type Refusal } from "../accounts/forms/refusal.ts";
import { ConfirmEmailDocument } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { takeFragment } from "../lib/link-fragment.ts";
import { paths } from "../lib/paths.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Door } from "./door/Door.tsx";
import { ExpiredLink } from "./door/ExpiredLink.tsx";

type State =
  | { readonly kind: "asking" | "expired" }
  | { readonly kind: "confirmed"; readonly email: string }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Where the link of a mail leads that proves an address: opening it is enough. */
export default function ConfirmEmailPage() {
  const { client } = useServices();
  const token = takeFragment();
  const [state, setState] = createSignal<State>({ kind: "expired" });

  async function confirm() {
    setState({ kind: "asking" });
    const result = await client.mutation(ConfirmEmailDocument, { input: { token: token() } }).toPromise();
    const answer = result.data?.confirmEmail;
    if (answer?.__typename === "LinkExpired") return setState({ kind: "expired" });
    const outcome = outcomeOf(result, answer, []);
    if ("refusal" in outcome) return setState({ kind: "refused", refusal: outcome.refusal });
    setState({ kind: "confirmed", email: outcome.taken.email });
  }
  // Opening the link is enough.
  createEffect(() => token() && void confirm());
  const confirmed = () => {
    const now = state();
    return now.kind === "confirmed" ? now.email : null;
  };
  const refused = () => {
    const now = state();
    return now.kind === "refused" ? now.refusal.notice : null;
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
                  <strong>{email()}</strong> is confirmed. It is your account's address.
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
            This link was used already or has expired. Nothing was changed.
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
