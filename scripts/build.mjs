// npm run build: rebuilds the server, the dashboard and the widget, even if they are up to date.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/commands.mjs").then(({ build }) => build());
