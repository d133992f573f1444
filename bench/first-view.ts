// How much JavaScript loads before the day is on the screen?
//
// A real browser opens the built dashboard, first as a first-time visitor, then as a guest who has started the
// day. The bench adds up the gzipped size of every script that it requests before the view is on the screen.
// Scripts that load later, while the page is idle, have a row of their own and no target. It also measures the
// widget's files. The targets are 65 kB, and 8 KiB for each widget file.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium, type Request } from "@playwright/test";
import { chromiumAdvice, findChromium } from "../scripts/steps/chromium.mjs";
import { printMachine } from "./report/machine.ts";
import { printTable, printTarget, whole } from "./report/table.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { productServer } from "./servers/product.ts";
import { measureOrServe, withRoles } from "./servers/role.ts";

const viewTarget = 65_000;
const widgetTarget = 8 * 1024;

interface Script {
  readonly path: string;
  readonly gzipped: number;
  /** Requested after the view was on the screen. */
  readonly isAfterwards: boolean;
}

const gzipped = (content: Buffer) => gzipSync(content, { level: 9 }).length;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

async function measure(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(chromiumAdvice);
  await printMachine();
  await withFreshDatabase(async (_db, place) => {
    await withRoles(async (startRole) => {
      const origin = `http://127.0.0.1:${await startRole("product", place)}`;
      const args = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"];
      const browser = await chromium.launch({ executablePath, args });
      try {
        // The service worker prefetches all pages after the first view; that is not part of it.
        const context = await browser.newContext({ serviceWorkers: "block" });
        report("first visit", await scriptsOf(context, origin, "Start your first question"));
        const made = await context.request.post(`${origin}/graphql`, {
          headers: { origin },
          data: { query: "mutation { continueAsGuest(input: {}) { __typename } }" },
        });
        if (!(await made.text()).includes("LoginPayload")) throw new Error("No guest could be created.");
        // A new page in the same context: the cookie is set, and the files load again.
        report("guest's day", await scriptsOf(context, origin, "Hours"));
      } finally {
        await browser.close();
      }
    });
    reportWidget(join(place.projectDirectory, "packages", "widget", "dist"));
  });
}

/**
 * The scripts that a page loads by itself until it is idle.
 *
 * @param heading of the part that renders last; once it is there, the view is on the screen
 */
async function scriptsOf(context: BrowserContext, origin: string, heading: string): Promise<Script[]> {
  const page = await context.newPage();
  await page.addInitScript(noteWhenItStands, heading);
  const requests: Request[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "script") requests.push(request);
  });
  await page.goto(origin, { waitUntil: "load" });
  await page.getByRole("heading", { name: heading, exact: true }).waitFor();
  // Long enough for a chunk that the page requests when idle.
  await page.waitForTimeout(3000);
  const stoodAt = await page.evaluate(() => performance.getEntriesByName("stands")[0]?.startTime);
  if (stoodAt === undefined) throw new Error("The view did not appear.");
  const timeOrigin = await page.evaluate(() => performance.timeOrigin);
  const loaded = await Promise.all(
    requests.map(async (request): Promise<Script> => {
      const response = await request.response();
      if (!response) throw new Error(`${request.url()} got no response.`);
      return {
        path: new URL(request.url()).pathname,
        gzipped: gzipped(await response.body()),
        isAfterwards: request.timing().startTime > timeOrigin + stoodAt,
      };
    }),
  );
  await page.close();
  return loaded;
}

/** Runs inside the page, which records when the heading appears. */
function noteWhenItStands(heading: string): void {
  const observer = new MutationObserver(() => {
    const found = [...document.querySelectorAll("h2")].some(({ textContent }) => textContent === heading);
    if (!found) return;
    observer.disconnect();
    performance.mark("stands");
  });
  observer.observe(document, { childList: true, subtree: true });
}

function report(view: string, scripts: readonly Script[]): void {
  const before = scripts.filter(({ isAfterwards }) => !isAfterwards);
  const afterwards = scripts.filter(({ isAfterwards }) => isAfterwards);
  const sum = sumOf(before);
  printTable(
    [view, "gzip"],
    [
      ...before.map(({ path, gzipped: size }): [string, string] => [path, kilobytes(size)]),
      ["total", kilobytes(sum)],
      ["later, while the page is idle", kilobytes(sumOf(afterwards))],
    ],
  );
  printTarget(`At most ${kilobytes(viewTarget)}`, sum > 0 && sum <= viewTarget, kilobytes(sum));
  console.log();
}

const sumOf = (scripts: readonly Script[]) => scripts.reduce((bytes, script) => bytes + script.gzipped, 0);

function reportWidget(directory: string): void {
  for (const file of ["widget.js", "widget.user.js", "widget-timers.js"]) {
    const size = gzipped(readFileSync(join(directory, file)));
    printTarget(`${file} at most ${whole(widgetTarget)} bytes`, size <= widgetTarget, whole(size));
  }
}

await measureOrServe({ product: productServer }, measure);
