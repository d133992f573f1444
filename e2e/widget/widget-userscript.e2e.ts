import { type Browser, request } from "@playwright/test";
import { installed } from "../scene/installed-userscript.ts";
import { aGuest, type Person } from "../scene/person.ts";
import { askTimer, aTask, timerStates } from "../scene/tasks-elsewhere.ts";
import { expect, test } from "../scene/test.ts";
import { buttonOf, connectByClick, saidBy, taskPage } from "../scene/widget.ts";

const PAGE = "https://www.raterhub.com/evaluation/strict";

/**
 * A browser with this tracker's userscript, on a page whose CSP blocks everything. It is not watched for faults,
 * because the test itself checks what the CSP refuses.
 */
async function aStrictPage(browser: Browser, zone: string) {
  const script = await (await fetch(`http://127.0.0.1:${process.env.E2E_PORT}/widget.user.js`)).text();
  const userscript = installed(script);
  const tracker = /@namespace +(\S+)/.exec(script)?.[1] ?? "";
  const context = await browser.newContext();
  const outside = await request.newContext();
  const person: Person = await aGuest(context.request, outside, zone, tracker);
  await context.route("https://www.raterhub.com/**", async (route) =>
    route.fulfill({ response: await route.fetch({ url: taskPage("/strict") }) }),
  );
  const complaints: string[] = [];
  context.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  const page = await userscript.open(context, PAGE);
  return { page, userscript, person, tracker, complaints };
}

test.describe("the userscript on a page whose CSP blocks everything", () => {
  test("records presses there, and hides its token from the page", async ({ browser, timezoneId }) => {
    const { page, userscript, person, tracker, complaints } = await aStrictPage(browser, timezoneId ?? "UTC");
    await connectByClick(page);
    await buttonOf(page, "Start").click();
    await expect(saidBy(page, "Q1")).toBeVisible();
    await page.getByRole("heading", { name: "Rate this result" }).click();
    await page.keyboard.press("Control+q");
    await expect(saidBy(page, "Q2")).toBeVisible();
    const types = async () => (await person.sessions())[0]?.events.map(({ type }) => type);
    await expect.poll(types).toEqual(["NEXT", "NEXT"]);
    expect(new Set(userscript.requests)).toEqual(new Set([`${tracker}/graphql`]));
    expect([...userscript.values.values()].join()).toContain('"token"');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe("{}");
    const other = await userscript.open(page.context(), PAGE);
    await expect(saidBy(other, "Q2")).toBeVisible();
    // The socket is the only thing that it tried under the page's CSP.
    expect(complaints.filter((text) => !/wss?:/.test(text))).toEqual([]);
    await page.context().close();
  });
});

test.describe("the userscript's timers on a page whose CSP blocks everything", () => {
  test("start there, and follow other clients' changes by polling", async ({ browser, timezoneId }) => {
    const { page, userscript, person, tracker, complaints } = await aStrictPage(browser, timezoneId ?? "UTC");
    const task = await aTask(person, "Calibration quiz", 1500);
    await connectByClick(page);
    await buttonOf(page, "Timers").click();
    await buttonOf(page, /^Start Calibration quiz,/).click();
    await expect(saidBy(page, /^Running, ends/)).toBeVisible();
    expect(await timerStates(person)).toEqual(["Calibration quiz RUNNING"]);
    await askTimer(person, "pauseTimer", { taskId: task });
    await expect(saidBy(page, /^Paused at/)).toBeVisible({ timeout: 20_000 });
    await buttonOf(page, "Stop").click();
    await expect(saidBy(page, "No timer is running.")).toBeVisible();
    expect(await timerStates(person)).toEqual([]);
    // The timers' code came with the userscript, so no request loads it.
    expect(new Set(userscript.requests)).toEqual(new Set([`${tracker}/graphql`]));
    expect(complaints.filter((text) => !/wss?:/.test(text))).toEqual([]);
    await page.context().close();
  });
});
