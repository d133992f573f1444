import { aRunningSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, openToday, questionOf, statOf } from "./scene/today.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const CLOCKS = [
  { name: "ten minutes ahead", by: 10 * MINUTE, words: "10 minutes ahead" },
  { name: "ten minutes behind", by: -10 * MINUTE, words: "10 minutes behind" },
  { name: "a day ahead", by: DAY, words: "1440 minutes ahead" },
  { name: "a day behind", by: -DAY, words: "1440 minutes behind" },
];
const FIRST_EVENTS = `{ viewer { activeSession { questionCount activeSeconds
  events(last: 1) { nodes { isClockAdjusted claimedAt occurredAt receivedAt } } } } }`;

for (const { name, by, words } of CLOCKS) {
  test(`a device whose clock is ${name} shows and records the right times`, async ({ page, person }) => {
    await person.live(aRunningSession([{ active: 300 }], 200));
    await page.clock.install({ time: Date.now() + by });
    await openToday(page);
    await expect(clockOf(page)).toHaveText(/^03:[2-5]\d$/);
    await expect(page).toHaveTitle(/^03:[2-5]\d · Q2$/);
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 3")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^00:\d\d$/);
    await expect(page.getByRole("alert")).toContainText(`This device's clock is ${words}`);
    await expect(statOf(page, "Active").first()).toHaveText(/^08:[2-5]\d$/);
    const { viewer } = await person.ask(FIRST_EVENTS);
    const [event] = viewer.activeSession.events.nodes;
    expect(event.isClockAdjusted).toBe(true);
    const moved = Date.parse(event.claimedAt) - Date.parse(event.occurredAt);
    expect(Math.round(moved / MINUTE)).toBe(by / MINUTE);
  });
}

test("a clock that is changed while a question runs is corrected by the server", async ({ page, person }) => {
  await person.live(aRunningSession([], 200));
  await page.clock.install();
  await openToday(page);
  await expect(clockOf(page)).toHaveText(/^03:[2-5]\d$/);
  await page.clock.setSystemTime(Date.now() + 3 * DAY);
  await expect(clockOf(page)).toHaveText(/^0[34]:\d\d$/);
  await expect(page).toHaveTitle(/^0[34]:\d\d · Q1$/);
});

test("after an hour of sleep without the server, the clock is an hour further", async ({
  context,
  page,
  person,
  faults,
}) => {
  faults.expectLostConnections();
  await person.live(aRunningSession([], 200));
  await page.clock.install();
  await openToday(page);
  await expect(clockOf(page)).toHaveText(/^03:[2-5]\d$/);
  await context.setOffline(true);
  await page.clock.fastForward("01:00:00");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(clockOf(page)).toHaveText(/^1:0[34]:\d\d$/);
  await expect(page.getByText(/over target$/)).toBeVisible();
  await expect(page.getByText("Over target", { exact: true })).toBeVisible();
  await context.setOffline(false);
  // The server did not sleep, and its time decides.
  await expect(clockOf(page)).toHaveText(/^0[34]:\d\d$/);
});
