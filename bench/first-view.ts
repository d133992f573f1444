// How much JavaScript stands between an address typed in and the day on the screen?
//
// A real browser opens the built dashboard, first as a visitor who was never here and then as one whose day
// has begun, and what it loads before anybody touches anything is counted as gzip makes it. Beside it the two
// files of the widget. The targets are 65 kB, and 8 kB of 1,024 bytes for each of these.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type BrowserContext, chromium } from "@playwright/test";
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
        // The service worker fetches every page for later, after the first view and not for it.
        const context = await browser.newContext({ serviceWorkers: "block" });
        report("first visit", await scriptsOf(context, origin));
        const made = await context.request.post(`${origin}/graphql`, {
          headers: { origin },
          data: { query: "mutation { continueAsGuest(input: {}) { __typename } }" },
        });
        if (!(await made.text()).includes("LoginPayload")) throw new Error("No guest could be made.");
        // A new page of the same browser: the cookie is there, the files are loaded anew.
        report("today, of a guest", await scriptsOf(context, origin));
      } finally {
        await browser.close();
      }
    });
    reportWidget(join(place.projectDirectory, "packages", "widget", "dist"));
  });
}

/** The scripts that a page loads by itself until it rests. */
async function scriptsOf(context: BrowserContext, origin: string): Promise<Script[]> {
  const page = await context.newPage();
  const scripts: Promise<Script>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const path = new URL(response.url()).pathname;
    scripts.push(response.body().then((content) => ({ path, gzipped: gzipped(content) })));
  });
  await page.goto(origin, { waitUntil: "load" });
  await page.getByRole("main").waitFor();
  // Long enough for a chunk that a page asks for once it is idle.
  await page.waitForTimeout(2000);
  const loaded = await Promise.all(scripts);
  await page.close();
  return loaded;
}

function report(view: string, scripts: readonly Script[]): void {
  const sum = scripts.reduce((bytes, script) => bytes + script.gzipped, 0);
  printTable(
    [view, "gzip"],
    [
      ...scripts.map(({ path, gzipped: size }): [string, string] => [path, kilobytes(size)]),
      ["together", kilobytes(sum)],
    ],
  );
  printTarget(`At most ${kilobytes(viewTarget)}`, sum > 0 && sum <= viewTarget, kilobytes(sum));
  console.log();
}

function reportWidget(directory: string): void {
  for (const file of ["widget.js", "widget.user.js"]) {
    const size = gzipped(readFileSync(join(directory, file)));
    printTarget(`${file} at most ${whole(widgetTarget)} bytes`, size <= widgetTarget, whole(size));
  }
}

await measureOrServe({ product: productServer }, measure);
