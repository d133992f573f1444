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

/** How to get a browser, in one line. */
export const chromiumAdvice =
  "No Chromium was found: install it (Debian: apt-get install chromium) or name one in PLAYWRIGHT_CHROMIUM.";

/** Path of the Chromium or Chrome that tests drive, or null. `PLAYWRIGHT_CHROMIUM` names one elsewhere. */
export function findChromium(env = process.env) {
  if (env.PLAYWRIGHT_CHROMIUM) return existsSync(env.PLAYWRIGHT_CHROMIUM) ? env.PLAYWRIGHT_CHROMIUM : null;
  return usualPlaces.find((path) => existsSync(path)) ?? null;
}

/**
 * Path of the browser that verdicts are made with: Chromium without a screen is the same engine, and starts and draws
 * in half the time. Where it is missing, or another browser was named, that is `findChromium`.
 */
export function findHeadlessShell(env = process.env) {
  if (env.PLAYWRIGHT_CHROMIUM) return findChromium(env);
  return usualShells.find((path) => existsSync(path)) ?? findChromium(env);
}
