// npm run e2e: end-to-end tests in a real browser; passes its arguments to Playwright.
import { checkNode } from "./steps/node-version.mjs";

checkNode();
import("./steps/checks.mjs").then(({ endToEnd }) => endToEnd(process.argv.slice(2)));
