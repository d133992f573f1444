import { expect, test } from "./scene/test.ts";
import { sessionRows } from "./scene/today.ts";

test.describe("a visitor", () => {
  test("sees one thing to do, and a click on it starts question 1", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Start your first question" })).toBeVisible();
    const start = page.getByRole("button", { name: "Start" });
    await expect(start).toBeFocused();
    await start.click();
    await expect(page.getByRole("heading", { name: "Question 1" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Next", exact: true })).toBeVisible();
    await expect(start).toBeHidden();
  });

  test("starts with only N, and becomes a guest in the browser's zone", async ({ page, timezoneId }) => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Start" })).toBeFocused();
    await page.keyboard.press("n");
    await expect(page.getByRole("heading", { name: "Question 1" })).toBeVisible();
    await expect(page.getByText("Guest", { exact: false }).first()).toBeVisible();
    await expect(page.getByRole("main")).toContainText(String(timezoneId));
  });

  test("watches the clock run, on the page and in the tab's title", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByLabel("Time on this question")).toHaveText(/^00:0[2-9]$/);
    await expect(page).toHaveTitle("00:03 · Q1");
    await expect(page.getByText("05:26 to target")).toBeVisible();
  });

  test("finds the question still running after a reload", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByRole("heading", { name: "Question 1" })).toBeVisible();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Question 1" })).toBeVisible();
    await expect(page).toHaveTitle(/^00:\d\d · Q1$/);
    await expect(sessionRows(page)).toHaveText([/–now Running/]);
  });

  test("sees a page for an unknown address", async ({ page }) => {
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
    await page.getByRole("link", { name: "Go to Today" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  });

  test("creates one guest and one session however fast N is pressed", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Start" })).toBeFocused();
    await page.keyboard.press("n");
    await page.keyboard.press("n");
    await expect(page.getByRole("heading", { name: /^Question [12]$/ })).toBeVisible();
    await expect(page.getByRole("table").getByRole("link", { name: /–now$/ })).toHaveCount(1);
  });

  test("sees the session that Start opened among the day's sessions", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Start" }).click();
    await expect(page.getByRole("heading", { name: "Question 1" })).toBeVisible();
    await expect(sessionRows(page)).toHaveText([/–now Running/]);
  });
});
