import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { cacheRules } from "./cache-rules.ts";
import { createGraphqlClient } from "./lib/data/client.ts";
import { registerServiceWorker } from "./lib/service-worker.ts";
import { createServerClock } from "./lib/time/server-clock.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./ui/controls.css";
import "./ui/surfaces.css";
import "./ui/gauges.css";
import "./ui/tables.css";
import "./ui/overlays.css";
import "./ui/notices.css";
import "./ui/charts.css";
import "./ui/forced-colours.css";
import "./pages/shell/shell.css";
import "./pages/shell/page-parts.css";
import "./tracking/live/today.css";
import "./pages/shell/first-run.css";

const root = document.getElementById("app");
const clock = createServerClock({ wall: Date.now, monotonic: () => performance.now() });
const parts = createGraphqlClient(clock, Date.now, cacheRules);
// Reads the stored cache before the first query, so that the app shows it at once, even offline.
parts.ready.then(() => {
  if (root) render(() => <App clock={clock} parts={parts} />, root);
});
registerServiceWorker();
