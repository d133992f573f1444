import type { Locator } from "@playwright/test";
import { dateIn } from "./scene/afternoon.ts";
import { aDayOfWork, aRunningSession, aSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, questionOf, sessionRows, statOf } from "./scene/today.ts";

const DAY = 24 * 3_600_000;
const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error("it is not drawn");
  return { ...box, right: box.x + box.width, bottom: box.y + box.height, middle: box.y + box.height / 2 };
};

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("Today shows in its header whether it is live, beside the arrows", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    const live = page.getByRole("main").getByText("Live", { exact: true });
    await expect(live).toBeVisible();
    const arrow = await boxOf(page.getByRole("link", { name: "Previous day" }));
    expect(Math.abs((await boxOf(live)).middle - arrow.middle)).toBeLessThan(6);
    expect(arrow.height).toBeGreaterThanOrEqual(44);
    const card = await boxOf(page.getByRole("region", { name: "Question 1" }));
    expect(arrow.bottom).toBeLessThanOrEqual(card.y);
  });

  test("the running question covers nothing in another day's header", async ({ page, person }) => {
    await person.live(aRunningSession([{ active: 300 }], 60));
    await page.goto("/day/2026-09-23");
    const badge = await boxOf(page.getByRole("link", { name: /on this question/ }));
    for (const element of [
      page.getByRole("heading", { level: 1 }),
      page.getByRole("link", { name: "Next day" }),
    ]) {
      const box = await element.evaluate((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        const { right, top } = range.getBoundingClientRect();
        return { right, top };
      });
      expect(box.right <= badge.x || box.top >= badge.bottom, "beside or below it").toBe(true);
    }
  });

  test("the menu of a session is beside its name", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await sessionRows(page).nth(1).getByRole("link").click();
    await expect(statOf(page, "Questions").first()).toHaveText("19");
    const head = await boxOf(page.getByRole("heading", { level: 1 }).locator("xpath=.."));
    const more = await boxOf(page.getByRole("button", { name: "More" }));
    expect(more.x).toBeGreaterThanOrEqual(head.right);
    expect(more.middle).toBeGreaterThan(head.y);
    expect(more.middle).toBeLessThan(head.bottom);
  });

  test("a week needs no horizontal scrolling", async ({ page, person }) => {
    await person.live(aSession(Date.now() - DAY, [{ active: 300 }, { active: 330 }], "ended"));
    await page.goto(`/week/${dateIn(person.timezone, Date.now() - 6 * DAY)}`);
    const table = page.getByRole("region", { name: "Table of the week" });
    const worked = table.getByRole("row").nth(6);
    await expect(worked.getByText("On target")).toBeInViewport();
    for (const figure of ["1 session", "2 questions", "10:30 active", "05:15 average"]) {
      await expect(worked.getByRole("cell", { name: figure, exact: true })).toBeVisible();
    }
    expect(await table.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
  });
});

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
]) {
  test.describe(`at ${viewport.width} pixels`, () => {
    test.use({ viewport });

    test("the buttons stay where they are, whatever the question does", async ({ page, person }) => {
      await person.live(aDayOfWork(Date.now(), 221));
      await openToday(page);
      await expect(questionOf(page, "Question 15")).toBeVisible();
      const controls = page.getByRole("group", { name: "Session" });
      const { y } = await boxOf(controls);
      await page.keyboard.press("p");
      await expect(page.getByText(/^Paused since/)).toBeVisible();
      expect((await boxOf(controls)).y, "paused").toBe(y);
      await page.keyboard.press("u");
      await expect(page.getByText(/over target$/)).toBeVisible();
      expect((await boxOf(controls)).y, "over the target").toBe(y);
      await page.keyboard.press("e");
      await expect(questionOf(page, "No session is running")).toBeVisible();
      expect((await boxOf(controls)).y, "without a session").toBe(y);
    });
  });
}
