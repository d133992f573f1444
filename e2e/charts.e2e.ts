import type { Page } from "@playwright/test";
import { expectAccessible, focused } from "./scene/accessibility.ts";
import { aDayOfWork, aSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, sessionRows, statOf } from "./scene/today.ts";

const chartOf = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const tipOf = (page: Page, name: string) => chartOf(page, name).getByRole("status");

/** Opens the page of the day's second session, of 19 questions. */
async function openTheSession(page: Page) {
  await openToday(page);
  await sessionRows(page).nth(1).getByRole("link").click();
  await expect(statOf(page, "Questions").first()).toHaveText("19");
}

test.describe("the bars of a chart", () => {
  // Axe is slow.
  test("show their numbers by keyboard, and are a single tab stop", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openTheSession(page);
    await page.getByRole("button", { name: "More" }).focus();
    await page.keyboard.press("Tab");
    await expect(chartOf(page, "Duration chart")).toBeFocused();
    const tip = tipOf(page, "Duration chart");
    await expect(tip).toHaveText(/^Question 1: 0\d:\d\d, [+−]\d\d:\d\d$/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(tip).toHaveText(/^Question 3: /);
    await page.keyboard.press("ArrowLeft");
    await expect(tip).toHaveText(/^Question 2: /);
    await page.keyboard.press("End");
    await expect(tip).toHaveText(/^Question 19: /);
    await expect(tip).toBeInViewport({ ratio: 1 });
    await expectAccessible(page, "a chart whose bar is shown");
    await page.keyboard.press("Escape");
    await expect(tip).toBeEmpty();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toContain("Delete question 1");
  });

  test("show the same under the pointer", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openTheSession(page);
    const box = await chartOf(page, "Duration chart").boundingBox();
    if (!box) throw new Error("the chart is not drawn");
    const tip = tipOf(page, "Duration chart");
    await expect(tip).toBeEmpty();
    await page.mouse.move(box.x + box.width - 10, box.y + 100);
    await expect(tip).toHaveText(/^Question 19: /);
    await page.mouse.move(box.x + 60, box.y + 100);
    await expect(tip).toHaveText(/^Question 1: /);
    await page.mouse.move(box.x + 60, box.y - 40);
    await expect(tip).toBeEmpty();
  });

  test("of a day begin with the first hour of work", async ({ page, person }) => {
    await person.live(aSession(Date.now() - 3_600_000, [{ active: 300 }, { active: 360 }], "ended"));
    await openToday(page);
    await expect(statOf(page, "Questions").first()).toHaveText("2");
    await page.getByRole("button", { name: "Exit" }).focus();
    await page.keyboard.press("Tab");
    await expect(chartOf(page, "Hours chart")).toBeFocused();
    await expect(tipOf(page, "Hours chart")).toHaveText(/^\d\d:00: \d+ minutes?, [12] questions?$/);
    await page.keyboard.press("Home");
    await expect(tipOf(page, "Hours chart")).toHaveText("00:00: 0 minutes, 0 questions");
    await page.keyboard.press("n");
    await expect(page.getByRole("heading", { name: "Question 1", exact: true })).toBeVisible();
  });

  test.describe("on a phone", () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

    test("scroll into view, and keep their numbers after a tap", async ({ page, person }) => {
      await person.live(aDayOfWork(Date.now(), 221));
      await openTheSession(page);
      const tip = tipOf(page, "Duration chart");
      const box = await chartOf(page, "Duration chart").boundingBox();
      if (!box) throw new Error("the chart is not drawn");
      await page.touchscreen.tap(box.x + 70, box.y + 120);
      await expect(tip).toHaveText(/^Question 1: /);
      await expect(tip).toBeInViewport({ ratio: 1 });
      await page.keyboard.press("End");
      await expect(tip).toHaveText(/^Question 19: /);
      await expect(tip).toBeInViewport({ ratio: 1 });
    });
  });
});
