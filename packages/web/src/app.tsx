import { Router } from "@solidjs/router";
import { createEffect, createMemo, createSignal, lazy, on, onCleanup, Show, Suspense } from "solid-js";
import { MeContext } from "./accounts/me-context.ts";
import { LiveSessionChangedDocument } from "./generated/graphql.ts";
import type { ClientParts } from "./lib/data/client.ts";
import { ServicesContext } from "./lib/data/services.ts";
import { setZone } from "./lib/time/local-time.ts";
import type { ServerClock } from "./lib/time/server-clock.ts";
import { createTicker } from "./lib/time/ticker.ts";
import { routes } from "./routes.tsx";
import { LiveContext } from "./tracking/live/live-context.ts";
import { createLiveTracking } from "./tracking/live/live-tracking.ts";
import { followViewer } from "./viewer-state.ts";

const LoggedOutPage = lazy(() => import("./pages/LoggedOutPage.tsx"));
const RESUBSCRIBE_MS = 5000;
const USUAL = { targetSeconds: 330, abandonAfterHours: 4 };

/** The whole app: its services, who looks, what runs, and the page. */
export function App(props: { readonly clock: ServerClock; readonly parts: ClientParts }) {
  const { clock } = props;
  const { client, connection, identity, reconnect } = props.parts;
  const ticker = createTicker(clock);
  const viewer = followViewer(client, connection);
  const owner = createMemo(() => viewer.me()?.id ?? null);
  const live = createLiveTracking({
    client,
    clock,
    connection,
    wall: Date.now,
    owner,
    settings: () => {
      const { targetSeconds, abandonAfterHours } = viewer.me() ?? USUAL;
      return { targetMs: targetSeconds * 1000, abandonAfterHours };
    },
  });

  viewer.start(live);
  createEffect(() => {
    const me = viewer.me();
    if (!me) return;
    setZone(me.timezone);
    identity.suppose(me.id);
  });
  const [attempt, setAttempt] = createSignal(0);
  createEffect(
    on([owner, attempt, identity.ended], ([whose]) => {
      if (whose === null || identity.ended()) return;
      const subscription = client
        .subscription(LiveSessionChangedDocument, {})
        .subscribe(({ data, error }) => {
          if (data?.workSessionChanged) clock.hear(Date.parse(data.workSessionChanged.serverTime));
          if (data) live.hear(data.workSessionChanged);
          if (error) setTimeout(() => setAttempt((count) => count + 1), RESUBSCRIBE_MS);
        });
      onCleanup(() => subscription.unsubscribe());
    }),
  );
  // After a sleep, or when someone set this device's clock, only the server knows the time.
  createEffect(
    on(ticker.now, () => clock.isUnsure() && document.visibilityState === "visible" && askTheTime()),
  );
  let asking = false;
  function askTheTime() {
    if (asking) return;
    asking = true;
    setTimeout(() => {
      asking = false;
    }, RESUBSCRIBE_MS);
    viewer.refetch();
  }

  const meState = {
    me: viewer.me,
    fault: viewer.fault,
    refetch: viewer.refetch,
    became: (me: Parameters<typeof viewer.become>[0]) => {
      viewer.become(me);
      reconnect();
      viewer.refetch();
    },
  };
  return (
    <ServicesContext.Provider value={{ client, clock, ticker, connection }}>
      <MeContext.Provider value={meState}>
        <LiveContext.Provider value={live}>
          <Suspense>
            <Show when={!identity.ended()} fallback={<LoggedOutPage />}>
              <Router>{routes}</Router>
            </Show>
          </Suspense>
        </LiveContext.Provider>
      </MeContext.Provider>
    </ServicesContext.Provider>
  );
}
