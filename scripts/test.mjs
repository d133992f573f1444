// npm test: runs everything, from a fresh clone; the last line says how many tests passed and failed.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/checks.mjs").then(({ test }) => test());
