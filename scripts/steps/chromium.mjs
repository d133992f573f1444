import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const usualShells = ["/usr/bin/chromium-headless-shell"];

/** How to get a browser, as one line of text. */
export const chromiumAdvice =
  "Chromium was not found: install it (Debian: apt-get install chromium) or set its path in PLAYWRIGHT_CHROMIUM.";

/** Path of the Chromium or Chrome for tests, or null. `PLAYWRIGHT_CHROMIUM` overrides the usual places. */
export function findChromium(env = process.env) {
  if (env.PLAYWRIGHT_CHROMIUM) return existsSync(env.PLAYWRIGHT_CHROMIUM) ? env.PLAYWRIGHT_CHROMIUM : null;
  return usualPlaces.find((path) => existsSync(path)) ?? null;
}

/**
 * Path of the headless browser that runs most tests: it has the same engine as Chromium, and starts and renders in half
 * the time. Falls back to `findChromium` if it is missing or `PLAYWRIGHT_CHROMIUM` is set.
 */
export function findHeadlessShell(env = process.env) {
  if (env.PLAYWRIGHT_CHROMIUM) return findChromium(env);
  return usualShells.find((path) => existsSync(path)) ?? findChromium(env);
}
