// npm start: from a fresh clone to a running server. Needs Node and npm, nothing else.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
// Only now, because an old Node cannot even read what follows.
import("./steps/start.mjs").then(({ start }) => start());
