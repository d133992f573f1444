// npm run build: builds the server, the dashboard and the widget, whether or not they are up to date.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/commands.mjs").then(({ build }) => build());
