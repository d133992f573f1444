// npm start: from a fresh clone to a running server. Needs Node and npm, nothing else.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
// Imported dynamically, because an old Node cannot parse this module.
import("./steps/start.mjs").then(({ start }) => start());
