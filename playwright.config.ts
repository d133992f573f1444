import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";
import { findChromium, findHeadlessShell } from "./scripts/steps/chromium.mjs";

// Playwright reads this file in every worker; the variables make them agree on the ports. A port is free
// when the system has just given it away.
const askForPort = `const s = require("node:net").createServer().listen(0, "127.0.0.1", () => {
  process.stdout.write(String(s.address().port)); s.close(); })`;
const freePort = () => execFileSync(process.execPath, ["-e", askForPort], { encoding: "utf8" });
process.env.E2E_PORT ??= freePort();
process.env.E2E_FOREIGN_PORT ??= freePort();
const origin = `http://127.0.0.1:${process.env.E2E_PORT}`;
// Another host name than the tracker's, so that cookies are not shared either.
const foreignOrigin = `http://localhost:${process.env.E2E_FOREIGN_PORT}`;

/** What needs the whole browser: pictures, notifications, an app that is installed, a script beside the page's own. */
const WHOLE_BROWSER = /(screenshots|timers|timer-alerts|timers-everywhere|pwa|widget-userscript)\.e2e\.ts$/;

const launchOptions = (executablePath: string | null) => ({
  launchOptions: {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
});

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results/e2e",
  // Two cores are the least that the product is developed on. Tests wait more than they compute, so two at once take
  // little more time than one, and find races sooner.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A test that failed runs once more to leave a trace behind. It stays failed: one that passes only when tried
  // again hides a fault.
  retries: 1,
  failOnFlakyTests: true,
  // A busy machine answers late; what is expected is waited for, and never longer than needed.
  expect: { timeout: 10_000 },
  reporter: [
    // Where nobody watches, what failed should not be lost among what passed.
    [process.env.CI ? "dot" : "line"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/playwright.json" }],
  ],
  use: {
    baseURL: origin,
    browserName: "chromium",
    // One zone and one language, so that what people read in a test is the same everywhere.
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Recording every test costs as much again as the tests themselves.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "shell", testIgnore: WHOLE_BROWSER, use: launchOptions(findHeadlessShell()) },
    { name: "browser", testMatch: WHOLE_BROWSER, use: launchOptions(findChromium()) },
  ],
  webServer: [
    {
      command: `"${process.execPath}" e2e/server.mjs`,
      url: `${origin}/readyz`,
      env: {
        PORT: process.env.E2E_PORT,
        HOST: "127.0.0.1",
        RATE_LIMIT_FACTOR: "0",
        ALLOWED_ORIGINS: foreignOrigin,
      },
      reuseExistingServer: false,
      stdout: "pipe",
      stderr: "pipe",
      timeout: 60_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    },
    {
      command: `"${process.execPath}" e2e/foreign-page.mjs`,
      url: foreignOrigin,
      env: { FOREIGN_PORT: process.env.E2E_FOREIGN_PORT, TRACKER: origin },
      reuseExistingServer: false,
    },
  ],
});
