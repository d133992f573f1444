// npm run dev: the server, rebuilt and restarted after each change, and the dashboard with hot reload.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/dev.mjs").then(({ dev }) => dev());
