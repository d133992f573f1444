// npm run e2e: what a person does, in a real browser; arguments go to Playwright.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/checks.mjs").then(({ endToEnd }) => endToEnd(process.argv.slice(2)));
