import { aTask, timerStates } from "./scene/tasks-elsewhere.ts";
import { expect, test } from "./scene/test.ts";
import { countsOf, railTimer, toastOf, whenCompleted, withAlerts } from "./scene/timer-alerts.ts";
import { openToday } from "./scene/today.ts";
import { buttonOf, connectedPage, widgetOf } from "./scene/widget.ts";

test("a timer started in the widget shows everywhere, ends while nothing is open, and is announced once", async ({
  baseURL,
  browser,
  context,
  faults,
  person,
}) => {
  await aTask(person, "Laundry", 8);
  const other = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    storageState: await context.storageState(),
  });
  await faults.watch(other);
  for (const one of [context, other]) await withAlerts(one, { notices: true });
  const here = await context.newPage();
  const there = await other.newPage();
  for (const page of [here, there]) await openToday(page);
  const site = await connectedPage(context);
  await buttonOf(site, "Timers").click();
  await buttonOf(site, /^Start Laundry,/).click();
  await expect(widgetOf(site).getByRole("timer")).toHaveText(/^00:0\d$/);
  for (const page of [here, there]) await expect(railTimer(page, "Laundry")).toContainText(/left, running/);
  for (const page of [here, there, site]) await page.close();
  await whenCompleted(person, "Laundry");
  expect(await timerStates(person)).toEqual(["Laundry COMPLETED"]);

  const [again, elsewhere] = [await context.newPage(), await other.newPage()];
  for (const page of [again, elsewhere]) {
    await openToday(page);
    await expect(railTimer(page, "Laundry")).toContainText(/\+00:\d\d\s*over time/);
    // The first page announces it; for the second it was already announced.
    if (page === again) await expect(toastOf(page, "Laundry: 8 seconds are over.")).toBeVisible();
  }
  const notices = async () => (await countsOf(again)).notices + (await countsOf(elsewhere)).notices;
  await expect.poll(notices).toBe(1);
  // Longer than any other device would take to ring.
  await again.waitForTimeout(1500);
  expect(await notices()).toBe(1);
  await expect(toastOf(elsewhere, "Laundry")).toBeHidden();
  await other.close();
});
