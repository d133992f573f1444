// npm run check: types, lint and the import table, in seconds and without a database.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/checks.mjs").then(({ check }) => check());
