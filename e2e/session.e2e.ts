import type { Page } from "@playwright/test";
import { clockIn } from "./scene/afternoon.ts";
import { aSession, type PastQuestion } from "./scene/past-session.ts";
import type { Person } from "./scene/person.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, sessionRows, statOf } from "./scene/today.ts";

const FIVE: PastQuestion[] = [
  { active: 300 },
  { active: 420 },
  { active: 180, pause: { after: 60, seconds: 90 } },
  { active: 330 },
  { active: 345 },
];

/** Opens the page of an ended session of five questions, from Today. */
async function openTheSession(page: Page, person: Person) {
  const start = Date.now() - 45 * 60_000;
  await person.live(aSession(start, FIVE, "ended"));
  await openToday(page);
  await sessionRows(page).getByRole("link").click();
  const name = `${clockIn(person.timezone, start)} – ${clockIn(person.timezone, start + 1_665_000)}`;
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const rows = page.getByRole("table").last().locator("tbody").getByRole("row");
  await expect(rows).toHaveCount(5);
  return rows;
}
const deleteButton = (page: Page, index: number) =>
  page.getByRole("button", { name: `Delete question ${index}`, exact: true });

test.describe("the page of a session", () => {
  test("shows its numbers, and each question as a bar and as a row", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    await expect(page.getByText(/target 05:30 per question · ended by Exit$/)).toBeVisible();
    await expect(statOf(page, "Questions")).toHaveText(["5", "3 in the target band"]);
    await expect(statOf(page, "Active")).toHaveText(["26:15", "raw 27:45"]);
    await expect(statOf(page, "Average")).toHaveText(["05:15", "target 05:30"]);
    await expect(statOf(page, "Pace")).toHaveText(["💜✅ 95", "On target"]);
    await expect(
      page.getByRole("img", {
        name: "Active time of 5 questions against a target of 05:30; 3 in the target band, 1 above, 1 below",
      }),
    ).toBeVisible();
    await expect(rows.nth(1)).toContainText(/^2\d\d:\d\d07:00.*\+01:3007:00/);
    await expect(rows.nth(2)).toContainText(/03:00.*−02:3004:30/);
    await expect(
      rows.nth(2).getByRole("img", { name: "Active 03:00, paused 01:30, target 05:30" }),
    ).toBeVisible();
  });

  test("is navigated by arrow keys, and Delete removes a row with an Undo", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    await deleteButton(page, 1).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await expect(deleteButton(page, 2)).toBeFocused();
    await page.keyboard.press("Delete");
    await expect(rows).toHaveCount(4);
    await expect(
      page.getByRole("status").filter({ hasText: "Question 2 was deleted: 07:00 active." }),
    ).toBeVisible();
    await expect(rows.nth(1)).toContainText(/^2\d\d:\d\d03:00/);
    await expect(rows.last()).toContainText(/^4/);
    await expect(deleteButton(page, 2)).toBeFocused();
    await expect(statOf(page, "Questions").first()).toHaveText("4");
    await expect(statOf(page, "Active").first()).toHaveText("19:15");
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(rows).toHaveCount(5);
    await expect(rows.nth(1)).toContainText(/^2\d\d:\d\d07:00/);
    await expect(statOf(page, "Active").first()).toHaveText("26:15");
  });

  test("lets the other rows close the gap of a deleted one, without waiting", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    // Animations almost stand still, so that they can be measured.
    await page.evaluate(() => document.documentElement.style.setProperty("--calm", "600s"));
    const topOf = (index: number) =>
      rows.nth(index).evaluate((row) => {
        const table = row.closest("table");
        return row.getBoundingClientRect().top - (table?.getBoundingClientRect().top ?? 0);
      });
    const [second, third] = [await topOf(1), await topOf(2)];
    await deleteButton(page, 2).press("Delete");
    await expect(rows).toHaveCount(4);
    await expect(deleteButton(page, 2)).toBeFocused();
    expect(Math.abs((await topOf(1)) - third), "the row below is where it was").toBeLessThan(8);
    await page.evaluate(() => {
      for (const each of document.getAnimations()) each.finish();
    });
    expect(Math.abs((await topOf(1)) - second), "and then where the deleted one was").toBeLessThan(1);
  });

  test.describe("with reduced motion", () => {
    test.use({ contextOptions: { reducedMotion: "reduce" } });

    test("moves no row", async ({ page, person }) => {
      const rows = await openTheSession(page, person);
      await page.evaluate(() => {
        Element.prototype.animate = () => {
          throw new Error("something moved");
        };
      });
      await deleteButton(page, 2).press("Delete");
      await expect(rows).toHaveCount(4);
      await expect(deleteButton(page, 2)).toBeFocused();
    });
  });

  test("is a separate page: the rail marks none", async ({ page, person }) => {
    await openTheSession(page, person);
    const rail = page.getByRole("navigation", { name: "Main" });
    await expect(rail.getByRole("link", { name: "Today" })).not.toHaveAttribute("aria-current");
    await page.goBack();
    await expect(rail.getByRole("link", { name: "Today" })).toHaveAttribute("aria-current", "page");
  });

  test("keeps the focus when the last row is deleted, and when none is left", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    await deleteButton(page, 5).focus();
    for (const left of [4, 3, 2, 1]) {
      await page.keyboard.press("Delete");
      await expect(rows).toHaveCount(left);
      await expect(deleteButton(page, left)).toBeFocused();
    }
    await expect(statOf(page, "Questions").first()).toHaveText("1");
  });

  test("restores a removed question from its menu later", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    await deleteButton(page, 3).click();
    await expect(statOf(page, "Questions").first()).toHaveText("4");
    await page.reload();
    await expect(rows).toHaveCount(4);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: /^Restore \d\d:\d\d, 03:00 active$/ }).click();
    await expect(rows).toHaveCount(5);
    await expect(statOf(page, "Questions").first()).toHaveText("5");
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByRole("button", { name: /^Restore/ })).toBeHidden();
  });

  test("deletes the session and opens its day, where Undo restores it", async ({ page, person }) => {
    await openTheSession(page, person);
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("button", { name: "Delete the session" }).click();
    await expect(page.getByText(/^The session \d\d:\d\d – \d\d:\d\d was deleted\.$/)).toBeVisible();
    await expect(page.getByText("No sessions on this day")).toBeVisible();
    await expect(statOf(page, "Questions").first()).toHaveText("0");
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(sessionRows(page)).toHaveCount(1);
    await expect(statOf(page, "Questions").first()).toHaveText("5");
  });

  test("is left and reopened with the browser's back and forward", async ({ page, person }) => {
    const rows = await openTheSession(page, person);
    await page.goBack();
    await expect(sessionRows(page)).toHaveCount(1);
    await page.goForward();
    await expect(rows).toHaveCount(5);
    await page.getByRole("link", { name: "Today" }).first().click();
    await expect(sessionRows(page)).toHaveCount(1);
  });

  test("updates while the session runs elsewhere", async ({ page, person }) => {
    await person.live(aSession(Date.now() - 30 * 60_000, FIVE.slice(0, 2), "running"));
    await openToday(page);
    await sessionRows(page).getByRole("link").click();
    const rows = page.getByRole("table").last().locator("tbody").getByRole("row");
    await expect(rows).toHaveCount(2);
    expect(await person.press("NEXT")).toBeNull();
    await expect(rows).toHaveCount(3);
    await expect(page.getByText(/· running$/)).toBeVisible();
    expect(await person.press("EXIT")).toBeNull();
    await expect(page.getByText(/· ended by Exit$/)).toBeVisible();
  });

  test("says when there is no session at the address", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await page.goto("/session/nothing");
    await expect(page.getByRole("heading", { name: "There is no such session" })).toBeVisible();
  });
});
