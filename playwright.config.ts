import { execFileSync } from "node:child_process";
import { defineConfig } from "@playwright/test";
import { findChromium, findHeadlessShell } from "./scripts/steps/chromium.mjs";

// Every Playwright worker loads this file; the variables make them agree on the ports. The system has just
// assigned these ports, so they are free.
const askForPort = `const s = require("node:net").createServer().listen(0, "127.0.0.1", () => {
  process.stdout.write(String(s.address().port)); s.close(); })`;
const freePort = () => execFileSync(process.execPath, ["-e", askForPort], { encoding: "utf8" });
process.env.E2E_PORT ??= freePort();
process.env.E2E_FOREIGN_PORT ??= freePort();
const origin = `http://127.0.0.1:${process.env.E2E_PORT}`;
// A different host name from the tracker's, so that cookies are not shared either.
const foreignOrigin = `http://localhost:${process.env.E2E_FOREIGN_PORT}`;

/** Tests that need full Chromium: screenshots, notifications, the installed app, and a userscript in a page. */
const WHOLE_BROWSER = /[/\\](screenshots|timer-alerts|timers-everywhere|pwa|widget-userscript)\.e2e\.ts$/;

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
  // Development machines have at least two cores. Tests wait more than they compute, so two in parallel take little
  // longer than one, and find races sooner.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  // A failed test runs once more to record a trace. It still counts as failed: a test that passes only on
  // retry hides a bug.
  retries: 1,
  failOnFlakyTests: true,
  // Generous, because a busy machine is slow; a passing test never waits longer than needed.
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [
    // In CI a line per test would bury the failures.
    [process.env.CI ? "dot" : "line"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "test-results/playwright.json" }],
  ],
  use: {
    baseURL: origin,
    browserName: "chromium",
    // A fixed time zone and language, so that tests see the same texts everywhere.
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    // Tracing every test would double the run time.
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
