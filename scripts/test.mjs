// npm test: everything, from a fresh clone; the last line says how many passed and failed.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/checks.mjs").then(({ test }) => test());
