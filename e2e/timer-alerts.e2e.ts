import type { Page } from "@playwright/test";
import { expect, test } from "./scene/test.ts";
import {
  aStartedTimer,
  countingAsked,
  countsOf,
  railTimer,
  toastOf,
  whenCompleted,
  withAlerts,
} from "./scene/timer-alerts.ts";
import { openToday, viewerOf } from "./scene/today.ts";

/** Evaluated in the service worker, so it is text: a click on the notification that it shows. */
const PRESS_NOTICE = `registration.getNotifications().then(([notification]) =>
  void dispatchEvent(new NotificationEvent("notificationclick", { notification })))`;

/** Opens the sound settings from any page, by the menu under the viewer's name. */
async function openSoundSettings(page: Page): Promise<void> {
  await viewerOf(page).click();
  await page.getByRole("link", { name: "Sounds and notifications" }).click();
  await expect(page.getByRole("heading", { name: "Sounds and notifications" })).toBeInViewport();
}

test.describe("a device", () => {
  test("is asked once, at the first started timer, and can be allowed to ring", async ({
    context,
    page,
    person,
  }) => {
    await context.grantPermissions(["notifications"]);
    const offer = page.getByText("Two soft notes and a notification when a timer ends?");
    await aStartedTimer(person, "Walk", 600);
    await openToday(page);
    await expect(railTimer(page, "Walk")).toBeVisible();
    await expect(offer).toBeHidden();
    await aStartedTimer(person, "Essay", 600);
    await expect(offer).toBeVisible();
    await page.getByRole("button", { name: "Turn on" }).click();
    await expect(offer).toBeHidden();
    await openSoundSettings(page);
    await expect(page.getByRole("switch", { name: "Sound when a timer ends" })).toBeChecked();
    await expect(page.getByRole("switch", { name: "System notification when a timer ends" })).toBeChecked();
    await aStartedTimer(person, "Tea", 600);
    await expect(page.getByRole("link", { name: "+1 more" })).toBeVisible();
    await expect(offer).toBeHidden();
  });

  test("has a volume in its settings, and plays a sample", async ({ context, page, person }) => {
    await withAlerts(context, {});
    await aStartedTimer(person, "Walk", 600);
    await openToday(page);
    await openSoundSettings(page);
    await page.getByRole("switch", { name: "Sound when a timer ends" }).click();
    await expect.poll(async () => (await countsOf(page)).notes).toBe(2);
    const volume = page.getByRole("slider", { name: "Volume" });
    await volume.press("ArrowRight");
    await expect(volume).toHaveAttribute("aria-valuetext", "65 %");
    await expect.poll(async () => (await countsOf(page)).notes).toBe(4);
    await page.reload();
    await expect(volume).toHaveAttribute("aria-valuetext", "65 %");
  });

  test("whose browser blocks notifications says so", async ({ page, person }) => {
    await aStartedTimer(person, "Walk", 600);
    await page.addInitScript(() => {
      Object.defineProperty(Notification, "permission", { value: "denied" });
    });
    await openToday(page);
    await openSoundSettings(page);
    await expect(page.getByText("Blocked in this browser")).toBeVisible();
    await expect(page.getByRole("switch", { name: "System notification" })).toBeDisabled();
  });

  test("that lets only a service worker notify is notified, and a click opens Tasks", async ({
    context,
    page,
    person,
  }) => {
    await withAlerts(context, { notices: true });
    await context.addInitScript(() => {
      const { permission } = Notification;
      // Android browsers behave like this.
      const Refusing = () => {
        throw new TypeError("Illegal constructor.");
      };
      Object.assign(globalThis, { Notification: Object.assign(Refusing, { permission }) });
    });
    await openToday(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await aStartedTimer(person, "Laundry", 1);
    const titles = () =>
      page.evaluate(async () => {
        const worker = await navigator.serviceWorker.ready;
        return (await worker.getNotifications()).map(({ title }) => title);
      });
    await expect.poll(titles).toEqual(["Laundry"]);
    const [worker] = context.serviceWorkers();
    await worker?.evaluate(PRESS_NOTICE);
    await expect(page).toHaveURL(/\/tasks$/);
    await expect.poll(titles).toEqual([]);
  });
});

test.describe("a timer that is over", () => {
  test("is announced once in a tab opened after its end", async ({ context, page, person }) => {
    await withAlerts(context, { notices: true });
    await aStartedTimer(person, "Laundry", 1);
    await whenCompleted(person, "Laundry");
    const asked = countingAsked(context);
    await openToday(page);
    await expect(toastOf(page, "Laundry: 1 second is over.")).toBeVisible();
    await expect(railTimer(page, "Laundry")).toContainText(/\+00:\d\d\s*over time/);
    await expect.poll(async () => (await countsOf(page)).notices).toBe(1);
    await page.reload();
    await expect(railTimer(page, "Laundry")).toContainText(/\+00:\d\d\s*over time/);
    // Longer than any other device would take to ring.
    await page.waitForTimeout(1500);
    await expect(toastOf(page, "Laundry")).toBeHidden();
    expect((await countsOf(page)).notices).toBe(0);
    expect(asked()).toBe(1);
  });
});
