import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { createGraphqlClient } from "./lib/client.ts";
import { createServerClock } from "./lib/server-clock.ts";
import { registerServiceWorker } from "./lib/service-worker.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/ui.css";
import "./styles/shell.css";
import "./styles/today.css";
import "./styles/first-run.css";

const root = document.getElementById("app");
const clock = createServerClock({ wall: Date.now, monotonic: () => performance.now() });
const parts = createGraphqlClient(clock, Date.now);
// What was seen last is shown at once, also offline, so it is read before anything asks.
parts.ready.then(() => {
  if (root) render(() => <App clock={clock} parts={parts} />, root);
});
registerServiceWorker();
