import { createEffect, createMemo, createSignal, Match, on, Switch } from "solid-js";
import { CopyField } from "../../ui/CopyField.tsx";
import { createBecomeGuest } from "../door/become-guest.ts";
import { useMe } from "../me-context.ts";
import type { ConnectRequest } from "./connect-request.ts";
import { connectionCode } from "./connection-code.ts";
import { createWidgetTokens } from "./widget-token.ts";

type Answer =
  | { readonly kind: "asked" | "waiting" | "declined" | "told" }
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "refused"; readonly words: string };

/** Asks whether a site may record work and run timers, and gives it a token that only that site can use. */
export function ConnectCard(props: { readonly request: ConnectRequest }) {
  const becomeGuest = createBecomeGuest();
  const createToken = createWidgetTokens();
  const { me, became } = useMe();
  const [answer, setAnswer] = createSignal<Answer>({ kind: "asked" });
  const host = () => new URL(props.request.origin).host;

  // A click before the viewer is known takes effect once the viewer is known, and only once.
  const isDecided = createMemo(() => answer().kind === "waiting" && me() !== undefined);
  createEffect(on(isDecided, (decided) => decided && void allow()));
  async function allow() {
    if (me() === null) {
      const guest = await becomeGuest();
      if ("refused" in guest) return setAnswer({ kind: "refused", words: guest.refused.words });
      became(guest.taken.user);
    }
    const { origin, nonce } = props.request;
    const outcome = await createToken(`Widget on ${host()}`, origin);
    if ("refused" in outcome) return setAnswer({ kind: "refused", words: outcome.refused.words });
    const { token } = outcome.taken;
    const opener: Window | null = window.opener;
    if (!opener) return setAnswer({ kind: "code", code: connectionCode(location.origin, token) });
    opener.postMessage({ type: "pacekeeper:token", token, server: location.origin, nonce }, origin);
    return setAnswer({ kind: "told" });
  }
  const codeOf = (present: Answer) => (present.kind === "code" ? present.code : null);
  const refusalOf = (present: Answer) => (present.kind === "refused" ? present.words : null);
  const waiting = () => answer().kind === "waiting";

  return (
    <section data-ui="card" data-part="connect" aria-labelledby="connect-h">
      <Switch>
        <Match when={codeOf(answer())}>
          {(code) => (
            <>
              <h1 id="connect-h">Copy this into the widget</h1>
              <p>It is shown once, and works only on {props.request.origin}.</p>
              <CopyField label="Connection code" text={code()} />
            </>
          )}
        </Match>
        <Match when={answer().kind === "told"}>
          <h1 id="connect-h">{host()} is connected</h1>
          <p role="status">You can close this window. You can end the connection in Settings at any time.</p>
        </Match>
        <Match when={answer().kind === "declined"}>
          <h1 id="connect-h">Connection declined</h1>
          <p role="status">You can close this window.</p>
        </Match>
        <Match when={true}>
          <h1 id="connect-h">Allow {props.request.origin} to record your work?</h1>
          <p>
            It may start, pause and end questions and see the running session and the day. It may run your
            task timers and see your tasks. It sees nothing else and changes nothing else.
          </p>
          <footer>
            <button
              type="button"
              data-ui="button"
              data-tone="primary"
              data-size="l"
              aria-busy={waiting() || undefined}
              onClick={() => setAnswer({ kind: "waiting" })}
            >
              Allow
            </button>
            <button
              type="button"
              data-ui="button"
              data-size="l"
              onClick={() => setAnswer({ kind: "declined" })}
            >
              Do not allow
            </button>
          </footer>
          <p role="alert">{refusalOf(answer())}</p>
        </Match>
      </Switch>
    </section>
  );
}
