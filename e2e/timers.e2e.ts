import type { Browser, BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./scene/accessibility.ts";
import { aPlainProxy } from "./scene/plain-proxy.ts";
import { askTimer, aTask } from "./scene/tasks-elsewhere.ts";
import { expect, test } from "./scene/test.ts";
import {
  aStartedTimer,
  countingAsked,
  countsOf,
  railTimer,
  toastOf,
  withAlerts,
} from "./scene/timer-alerts.ts";
import { openToday } from "./scene/today.ts";

/** Another device of the user of `context`. */
async function anotherDevice(browser: Browser, context: BrowserContext, baseURL = "") {
  const storageState = await context.storageState();
  return browser.newContext({ baseURL, storageState });
}

/** Today in a new tab after a key press, so that the tab may play sounds. */
async function aTouchedTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await openToday(page);
  await page.keyboard.press("Shift");
  return page;
}

/** Waits longer than any other tab or device would take to ring. */
const inWhichOthersMightRing = (page: Page) => page.waitForTimeout(1500);

/** How many notes the pages have played together. */
async function notesOf(pages: readonly Page[]): Promise<number> {
  return (await Promise.all(pages.map(countsOf))).reduce((total, { notes }) => total + notes, 0);
}

test.describe("a timer that runs", () => {
  test("shows in the rail and the title of every tab and device", async ({
    browser,
    context,
    person,
    baseURL,
  }) => {
    const device = await anotherDevice(browser, context, baseURL);
    const pages = [await context.newPage(), await context.newPage(), await device.newPage()];
    for (const page of pages) await openToday(page);
    const taskId = await aStartedTimer(person, "Calibration quiz", 1200);
    for (const page of pages) {
      await expect(railTimer(page, "Calibration quiz")).toContainText(/(20:00|19:\d\d)/);
      await expect(page).toHaveTitle(/^(20:00|19:\d\d) · Calibration quiz$/);
    }
    await askTimer(person, "pauseTimer", { taskId });
    for (const page of pages) {
      await expect(railTimer(page, "Calibration quiz")).toContainText("left, paused");
      await expect(page).toHaveTitle("Today · Pacekeeper");
    }
    await askTimer(person, "stopTimer", { taskId });
    for (const page of pages) await expect(railTimer(page, "Calibration quiz")).toBeHidden();
    await device.close();
  });

  test("leaves the title to a running question", async ({ page, person }) => {
    await aStartedTimer(person, "Laundry", 600);
    await openToday(page);
    await expect(page).toHaveTitle(/ · Laundry$/);
    await page.keyboard.press("n");
    await expect(page).toHaveTitle(/^00:\d\d · Q1$/);
    await expect(railTimer(page, "Laundry")).toBeVisible();
    await page.keyboard.press("e");
    await expect(page).toHaveTitle(/ · Laundry$/);
  });

  test("is one of the two most urgent, or counted", async ({ page, person }) => {
    for (const minutes of [40, 10, 30, 20]) await aStartedTimer(person, `In ${minutes} min`, minutes * 60);
    await openToday(page);
    const links = page.locator('[data-part="rail-timers"]').getByRole("link");
    await expect(links).toHaveText([/^In 10 min/, /^In 20 min/, "+2 more"]);
  });

  test("is accessible beside a running question", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await aStartedTimer(person, "Laundry", 1);
    for (const title of ["Walk", "Essay"]) await aStartedTimer(person, title, 600);
    // A page with little other content.
    await page.goto("/nowhere");
    await expect(railTimer(page, "Laundry")).toContainText("over time");
    await expect(page.getByRole("link", { name: "+1 more" })).toBeVisible();
    await expectAccessible(page, "timers in the rail");
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(railTimer(page, "Walk")).toBeHidden();
    await expectAccessible(page, "timers on a phone");
  });

  test("disappears when its task is deleted", async ({ page, person }) => {
    const id = await aStartedTimer(person, "Walk", 600);
    await openToday(page);
    await expect(railTimer(page, "Walk")).toBeVisible();
    await person.ask(`mutation ($id: ID!) { deleteTask(input: { id: $id }) { __typename } }`, { id });
    await expect(railTimer(page, "Walk")).toBeHidden();
    await expect(page).toHaveTitle("Today · Pacekeeper");
  });
});

test.describe("a timer that is over", () => {
  test("rings in one tab of one device, and is announced in each", async ({
    browser,
    context,
    person,
    baseURL,
    faults,
  }) => {
    const device = await anotherDevice(browser, context, baseURL);
    await faults.watch(device);
    for (const one of [context, device]) await withAlerts(one, { sound: true });
    const pages = [await aTouchedTab(context), await aTouchedTab(context), await aTouchedTab(device)];
    const taskId = await aStartedTimer(person, "Laundry", 4);
    // A tab that first sees the timer after its end leaves it to those that saw it running.
    for (const page of pages) await expect(railTimer(page, "Laundry")).toContainText("running");
    for (const page of pages) {
      await expect(toastOf(page, "Laundry: 4 seconds are over.")).toBeVisible();
      await expect(railTimer(page, "Laundry")).toContainText("over time");
      await expect(page).toHaveTitle(/^\+00:\d\d · Laundry$/);
    }
    const notes = () => notesOf(pages);
    await expect.poll(notes).toBe(2);
    await inWhichOthersMightRing(pages[0] as Page);
    expect(await notes()).toBe(2);
    // A new run has a new end.
    await askTimer(person, "startTimer", { taskId });
    for (const page of pages) await expect(toastOf(page, "Laundry")).toBeHidden();
    await expect.poll(notes).toBe(4);
    await inWhichOthersMightRing(pages[0] as Page);
    expect(await notes()).toBe(4);
    await device.close();
  });

  test("rings once even if one tab does not see yet what another has stored", async ({ context, person }) => {
    await withAlerts(context, { sound: true });
    // Each tab has a process of its own, and the browser's storage reaches the others late.
    await context.addInitScript(() => {
      const { getItem } = Storage.prototype;
      Storage.prototype.getItem = function (this: Storage, key: string) {
        return key === "pacekeeper-endings-rung" ? null : getItem.call(this, key);
      };
    });
    const pages = [await aTouchedTab(context), await aTouchedTab(context)];
    await aStartedTimer(person, "Laundry", 3);
    for (const page of pages) await expect(railTimer(page, "Laundry")).toContainText("running");
    for (const page of pages) await expect(toastOf(page, "Laundry: 3 seconds are over.")).toBeVisible();
    await inWhichOthersMightRing(pages[0] as Page);
    expect(await notesOf(pages)).toBe(2);
  });

  test("is extended by five minutes from its toast", async ({ page, person }) => {
    await openToday(page);
    await aStartedTimer(person, "Laundry", 1);
    await toastOf(page, "Laundry").getByRole("button", { name: "Add 5 min" }).click();
    await expect(railTimer(page, "Laundry")).toContainText(/(05:00|04:5\d)\s*left, running/);
    await expect(toastOf(page, "Laundry")).toBeHidden();
  });

  test("is announced even if the plan has already started the next phase", async ({ page, person }) => {
    const plan = { workSeconds: 2, shortBreakSeconds: 600, startsNext: true };
    const query = `mutation ($plan: UpdatePomodoroPlanInput!) { updatePomodoroPlan(input: $plan) { __typename } }`;
    await person.ask(query, { plan });
    await openToday(page);
    const taskId = await aTask(person, "Essay", null);
    await askTimer(person, "startTimer", { taskId, phase: "WORK" });
    const words = "Essay: 2 seconds of work are over. The short break has begun.";
    await expect(toastOf(page, words)).toBeVisible();
    await expect(railTimer(page, "Essay")).toContainText(/(10:00|09:5\d)\s*left, running/);
  });

  test("replaces the offer to ring", async ({ page, person }) => {
    await openToday(page);
    const offer = page.getByText("Two soft notes and a notification when a timer ends?");
    await expect(page.locator("[data-part=me]")).toBeVisible();
    await aStartedTimer(person, "Walk", 600);
    await expect(railTimer(page, "Walk")).toBeVisible();
    await aStartedTimer(person, "Laundry", 3);
    await expect(offer).toBeVisible();
    await expect(toastOf(page, "Laundry")).toBeVisible();
  });

  test("is silent if sound and notifications are off, and leaves the ring to other devices", async ({
    context,
    page,
    person,
  }) => {
    await withAlerts(context, {});
    const asked = countingAsked(context);
    await openToday(page);
    await page.keyboard.press("Shift");
    await aStartedTimer(person, "Laundry", 1);
    await expect(toastOf(page, "Laundry")).toBeVisible();
    await inWhichOthersMightRing(page);
    expect(await countsOf(page)).toEqual({ notes: 0, notices: 0 });
    expect(asked()).toBe(0);
  });

  test("rings while the server is out of reach, and not again when it is back", async ({
    context,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    await withAlerts(context, { sound: true });
    const page = await aTouchedTab(context);
    await aStartedTimer(person, "Laundry", 4);
    await expect(railTimer(page, "Laundry")).toBeVisible();
    await context.setOffline(true);
    await expect(toastOf(page, "Laundry: 4 seconds are over.")).toBeVisible();
    await expect.poll(async () => (await countsOf(page)).notes).toBe(2);
    await context.setOffline(false);
    await expect(page.getByText("Live").first()).toBeVisible();
    await inWhichOthersMightRing(page);
    expect((await countsOf(page)).notes).toBe(2);
  });
});

test.describe("a device whose clock is wrong", () => {
  for (const minutes of [10, -10]) {
    test(`by ${minutes} minutes shows what is left`, async ({ page, person }) => {
      await aStartedTimer(person, "Essay", 1500);
      await page.clock.install({ time: Date.now() + minutes * 60_000 });
      await openToday(page);
      await expect(railTimer(page, "Essay")).toContainText(/(25:00|24:[2-5]\d)/);
      await expect(page).toHaveTitle(/^(25:00|24:[2-5]\d) · Essay$/);
    });
  }

  test("because it slept for an hour continues an hour further, and is corrected by the server", async ({
    context,
    page,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    await aStartedTimer(person, "Essay", 5400);
    await page.clock.install();
    await openToday(page);
    await expect(railTimer(page, "Essay")).toContainText(/1:(30:00|29:\d\d)/);
    await context.setOffline(true);
    await page.clock.fastForward("01:00:00");
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(railTimer(page, "Essay")).toContainText(/(30:00|29:[3-5]\d)\s*left, running/);
    await context.setOffline(false);
    // The server did not sleep, and its time decides.
    await expect(railTimer(page, "Essay")).toContainText(/1:29:\d\d/);
  });
});

test("without WebSockets, timers are polled, and end by this device's clock", async ({
  page,
  person,
  baseURL,
  faults,
}) => {
  faults.expectLostConnections();
  const way = await aPlainProxy(baseURL ?? "");
  await page.clock.install();
  await page.goto(way.origin);
  await expect(page.getByRole("heading", { name: "No session is running" })).toBeVisible();
  await page.clock.fastForward(2000);
  await aStartedTimer(person, "Laundry", 6);
  await page.clock.fastForward(11_500);
  await expect(railTimer(page, "Laundry")).toContainText("left, running");
  await expect(railTimer(page, "Laundry")).toContainText("over time");
  await expect(toastOf(page, "Laundry: 6 seconds are over.")).toBeVisible();
  way.close();
});
