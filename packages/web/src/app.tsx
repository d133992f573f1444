import { Router } from "@solidjs/router";
import { Provider } from "@urql/solid";
import { createEffect, createMemo, lazy, on, Show, Suspense } from "solid-js";
import { MeContext } from "./accounts/me-context.ts";
import type { ClientParts } from "./lib/data/client.ts";
import { ServicesContext, useServices } from "./lib/data/services.ts";
import { setZone } from "./lib/time/local-time.ts";
import type { ServerClock } from "./lib/time/server-clock.ts";
import { createTicker } from "./lib/time/ticker.ts";
import { routes } from "./routes.tsx";
import { LiveContext } from "./tracking/live/live-context.ts";
import { createLiveTracking } from "./tracking/live/live-tracking.ts";
import { followViewer } from "./viewer-state.ts";

const LoggedOutPage = lazy(() => import("./pages/LoggedOutPage.tsx"));
const ASK_THE_TIME_EVERY_MS = 5000;
const USUAL = { targetSeconds: 330, abandonAfterHours: 4 };

interface AppProps {
  readonly clock: ServerClock;
  readonly parts: ClientParts;
}

/** The whole app inside its services. */
export function App(props: AppProps) {
  const { clock } = props;
  const { client, connection } = props.parts;
  const services = { client, clock, ticker: createTicker(clock), connection };
  return (
    <Provider value={client}>
      <ServicesContext.Provider value={services}>
        <Present parts={props.parts} />
      </ServicesContext.Provider>
    </Provider>
  );
}

/** The viewer, the live session and the routed page. */
function Present(props: Pick<AppProps, "parts">) {
  const { clock, connection, ticker } = useServices();
  const { identity, reconnect } = props.parts;
  const viewer = followViewer(identity.ended);
  const owner = createMemo(() => viewer.me()?.id ?? null);
  const live = createLiveTracking({
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
  // After a sleep, or after this device's clock was set, only the server knows the time.
  createEffect(
    on(ticker.now, () => clock.isUnsure() && document.visibilityState === "visible" && askTheTime()),
  );
  let asking = false;
  function askTheTime() {
    if (asking) return;
    asking = true;
    setTimeout(() => {
      asking = false;
    }, ASK_THE_TIME_EVERY_MS);
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
    <MeContext.Provider value={meState}>
      <LiveContext.Provider value={live}>
        <Suspense>
          <Show when={!identity.ended()} fallback={<LoggedOutPage />}>
            <Router>{routes}</Router>
          </Show>
        </Suspense>
      </LiveContext.Provider>
    </MeContext.Provider>
  );
}
