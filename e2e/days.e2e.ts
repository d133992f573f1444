import { dateIn } from "./scene/afternoon.ts";
import { aSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, sessionRows, statOf } from "./scene/today.ts";

const HOUR = 3_600_000;
const monthName = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { timeZone, month: "long", year: "numeric" }).format(at);
const THREE = [{ active: 300 }, { active: 330 }, { active: 360 }];

test.describe("past days", () => {
  test("are reached step by step and by their address", async ({ page, person }) => {
    const yesterday = Date.now() - 24 * HOUR;
    await person.live(aSession(yesterday, THREE, "ended"));
    await openToday(page);
    await expect(page.getByText("No sessions on this day")).toBeVisible();
    await expect(page.getByRole("button", { name: "Next day" })).toBeDisabled();
    await page.getByRole("link", { name: "Previous day" }).click();
    const date = dateIn(person.timezone, yesterday);
    await expect(page).toHaveURL(`/day/${date}`);
    await expect(statOf(page, "Questions")).toHaveText(["3", "1 session"]);
    await expect(statOf(page, "Active").first()).toHaveText("16:30");
    await expect(sessionRows(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Start" })).toHaveCount(0);
    await page.reload();
    await expect(statOf(page, "Questions").first()).toHaveText("3");
    await page.getByRole("link", { name: "Next day" }).click();
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(`/day/${date}`);
  });

  test("are empty before the first session, and say so", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await page.goto("/day/2001-02-03");
    await expect(page.getByRole("heading", { level: 1, name: "Saturday, 3 February 2001" })).toBeVisible();
    await expect(page.getByText("No sessions on this day")).toBeVisible();
    await expect(statOf(page, "Questions")).toHaveText(["0", "0 sessions"]);
    await expect(statOf(page, "Pace")).toHaveText(["😴 0", "No questions"]);
  });

  for (const date of ["2026-02-30", "2026-13-01", "yesterday", "2026-2-3"]) {
    test(`do not include ${date}, and its address says so`, async ({ page, person }) => {
      expect(await person.press("NEXT")).toBeNull();
      await page.goto(`/day/${date}`);
      await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
    });
  }

  test("are chosen in the month calendar with the mouse", async ({ page, person }) => {
    const then = Date.now() - 40 * 24 * HOUR;
    await person.live(aSession(then, THREE, "ended"));
    await openToday(page);
    await page.getByRole("button", { name: "Choose a day" }).click();
    const calendar = page.getByRole("dialog", { name: "Choose a day" });
    const day = calendar.getByRole("button", { name: /, 3 questions$/ });
    const back = calendar.getByRole("button", { name: "Previous month" });
    // Forty days ago is one or two months back.
    await back.click();
    await expect(calendar.getByRole("button", { name: /, \d+ questions$/ }).first()).toBeVisible();
    if ((await calendar.getByRole("heading").textContent()) !== monthName(then, person.timezone))
      await back.click();
    await day.click();
    await expect(calendar).toBeHidden();
    await expect(page).toHaveURL(`/day/${dateIn(person.timezone, then)}`);
    await expect(statOf(page, "Questions").first()).toHaveText("3");
  });

  test("are chosen in the month calendar with the keyboard", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    await page.getByRole("button", { name: "Choose a day" }).focus();
    await page.keyboard.press("Enter");
    const calendar = page.getByRole("dialog", { name: "Choose a day" });
    const today = calendar.locator("[aria-current=date]");
    await expect(today).toBeVisible();
    await today.focus();
    await page.keyboard.press("ArrowRight");
    await expect(today).toBeFocused();
    for (let week = 0; week < 5; week++) await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/day/${dateIn(person.timezone, Date.now() - 36 * 24 * HOUR)}`);
    await expect(calendar).toBeHidden();
  });

  test("close the calendar on Escape and return the focus to its button", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    const button = page.getByRole("button", { name: "Choose a day" });
    await button.press("Enter");
    const calendar = page.getByRole("dialog", { name: "Choose a day" });
    await expect(calendar.locator("[aria-current=date]")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(calendar).toBeHidden();
    await expect(button).toBeFocused();
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("a disabled arrow looks disabled, even under the pointer", async ({ page, person }) => {
      expect(await person.press("NEXT")).toBeNull();
      await openToday(page);
      const next = page.getByRole("button", { name: "Next day" });
      await expect(next).toHaveCSS("opacity", "0.4");
      await next.hover({ force: true });
      await expect(next).toHaveCSS("background-color", "rgba(0, 0, 0, 0)");
      await expect(page.getByRole("link", { name: "Previous day" })).toHaveCSS("opacity", "1");
      await page.getByRole("button", { name: "Choose a day" }).click();
      await expect(page.getByRole("button", { name: "Next month" })).toHaveCSS("opacity", "0.4");
      await expect(page.getByRole("button", { name: "Previous month" })).toHaveCSS("opacity", "1");
    });
  });
}

test.describe("the week", () => {
  test("has no next week after the current one", async ({ page, person }) => {
    const today = dateIn(person.timezone, Date.now());
    await page.goto(`/week/${dateIn(person.timezone, Date.now() - 7 * 24 * HOUR)}`);
    await page.getByRole("link", { name: "Next week" }).click();
    await expect(page).toHaveURL(`/week/${today}`);
    await expect(page.getByRole("button", { name: "Next week" })).toBeDisabled();
    await expect(page.getByRole("link", { name: "Next week" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Previous week" })).toBeVisible();
  });

  test("shows dashes for a day without work", async ({ page, person }) => {
    await person.live(aSession(Date.now() - 24 * HOUR, THREE, "ended"));
    await page.goto(`/week/${dateIn(person.timezone, Date.now() - 6 * 24 * HOUR)}`);
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows.nth(1)).toHaveText(/[^–]–{5}😴 No questions$/);
    await expect(rows.nth(6)).toHaveText(/1316:3016:3005:30💜✅ On target 100$/);
  });

  test("shows seven days with their totals and links to each", async ({ page, person }) => {
    const yesterday = Date.now() - 24 * HOUR;
    await person.live(aSession(yesterday, THREE, "ended"));
    await page.goto(`/week/${dateIn(person.timezone, Date.now() - 6 * 24 * HOUR)}`);
    const rows = page.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(9);
    await expect(rows.last()).toHaveText(/^Total\s*1\s*3\s*16:30\s*16:30\s*05:30\s*💜✅ On target 100$/);
    await rows.nth(6).getByRole("link").click();
    await expect(page).toHaveURL(`/day/${dateIn(person.timezone, yesterday)}`);
    await page.getByRole("link", { name: "The week" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "The week" })).toBeVisible();
    await page.getByRole("link", { name: "Previous week" }).click();
    await expect(rows.last()).toHaveText(/^Total\s*0/);
    await page.getByRole("link", { name: "Next week" }).click();
    await expect(rows.last()).toHaveText(/^Total\s*1/);
  });
});
