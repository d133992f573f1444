import type { Page } from "@playwright/test";
import { expectAccessible } from "./scene/accessibility.ts";
import {
  detailOf,
  heatMap,
  loggedDays,
  numberOf,
  sixtyDaysOfReading,
  spoken,
  tipIn,
  yearChart,
} from "./scene/habit-year.ts";
import { aHabit, logged, openHabits } from "./scene/habits.ts";
import { expect, test } from "./scene/test.ts";

/** The number of painted pixels in the year chart, and the sum of their red values. */
function painted(page: Page): Promise<{ dots: number; red: number }> {
  return yearChart(page).evaluate((chart) => {
    const canvas = chart.querySelector("canvas");
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let dots = 0;
    let red = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 0) continue;
      dots += 1;
      red += pixels[at] ?? 0;
    }
    return { dots, red };
  });
}

test.describe("the numbers of a habit", () => {
  // Axe is slow, and so is a year of logs.
  test("show sums, honest averages and the streak", async ({ page, person }) => {
    await sixtyDaysOfReading(person);
    await openHabits(page);
    await expect(numberOf(page, "Reading", "7 days")).toHaveText(["3 h 30", "30.00 min a day"]);
    await expect(numberOf(page, "Reading", "4 weeks").last()).toHaveText(/^\d+\.\d\d min a day$/);
    await expect(numberOf(page, "Reading", "Streak")).toHaveText(["18 days", "the longest so far"]);
    const card = detailOf(page, "Reading");
    await expect(card).toContainText("30 minutes a day · since");
    await expect(
      card.getByRole("img", { name: /last 7 days in minutes: .* 42, .* 31, .* 10; goal 30$/ }),
    ).toBeVisible();
    await expect(
      heatMap(page).getByRole("img", { name: /55 days with minutes, 5 skipped, today 10 minutes$/ }),
    ).toBeVisible();
    await expect(card.getByText("none", { exact: true })).toBeVisible();
    await expect(card.getByText("15–29", { exact: true })).toBeVisible();
    await expect(card.getByText("45 min or more", { exact: true })).toBeVisible();
  });

  test("are not averaged before seven days have passed", async ({ page, person }) => {
    const goal = { kind: "AT_MOST", minutes: 20 } as const;
    const [first, second] = [
      await aHabit(person, { name: "Social media", goal }),
      await aHabit(person, { name: "Piano" }),
    ];
    await loggedDays(person, first, [[2, 14]]);
    await loggedDays(person, second, [
      [3, 20],
      [1, 25],
    ]);
    await openHabits(page);
    await expect(numberOf(page, "Social media", "7 days")).toHaveText(["14 min", "Not enough data yet"]);
    await expect(detailOf(page, "Social media").getByText("3 of 7 days.")).toBeVisible();
    await expect(yearChart(page)).toHaveCount(0);
    const soon = detailOf(page, "Piano");
    await expect(soon).toContainText(
      `4 of 7 days. Averages and the trend appear on ${spoken(person, -4)}. Until then: 45 minutes on 2 days.`,
    );
    await expect(
      soon.getByRole("list", { name: "4 of 7 days have passed" }).getByRole("listitem"),
    ).toHaveCount(7);
  });

  test("can be read by keyboard for each day of the year, and in a table", async ({ page, person }) => {
    await sixtyDaysOfReading(person);
    await openHabits(page);
    await heatMap(page).focus();
    await page.keyboard.press("End");
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 0)}: 10 minutes`);
    await page.keyboard.press("ArrowLeft");
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 7)}: 30 minutes`);
    await page.keyboard.press("ArrowUp");
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 8)}: 30 minutes`);
    for (let weeks = 0; weeks < 4; weeks += 1) await page.keyboard.press("ArrowLeft");
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 36)}: 20 minutes`);
    for (const _ of [1, 2, 3]) await page.keyboard.press("ArrowDown");
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 33)}: skipped`);
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: `Reading, ${spoken(person, 0)}` });
    await expect(dialog.getByRole("listitem")).toHaveCount(1);
    await expect(dialog.getByRole("listitem")).toContainText("10 min");
    await page.keyboard.press("Escape");
    await page.getByText("The last year in numbers").click();
    const rows = page.getByRole("region", { name: "Table of the last year" }).getByRole("row");
    await expect(rows).toHaveCount(54);
    await expect(rows.nth(1)).toContainText("10");
    await expectAccessible(page, "the numbers of a year");
  });

  test("draw twelve months in the colours of the scheme", async ({ page, person }) => {
    await sixtyDaysOfReading(person);
    await page.emulateMedia({ colorScheme: "light" });
    await openHabits(page);
    await yearChart(page).locator("[data-drawn]").waitFor();
    await expect.poll(async () => (await painted(page)).dots).toBeGreaterThan(1000);
    const light = await painted(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(async () => (await painted(page)).red).not.toBe(light.red);
    expect((await painted(page)).dots).toBeGreaterThan(1000);
    await yearChart(page).focus();
    await page.keyboard.press("End");
    const tip = tipIn(yearChart(page));
    await expect(tip).toHaveText(`${spoken(person, 0)}: 10 minutes, 7-day average 30.00`);
    await page.keyboard.press("ArrowLeft");
    await expect(tip).toHaveText(`${spoken(person, 1)}: 31 minutes, 7-day average 32.86`);
    await page.keyboard.press("Home");
    await expect(tip).toHaveText(`${spoken(person, 59)}: 20 minutes`);
    await page.keyboard.press("Escape");
    await expect(tip).toBeEmpty();
    const box = await yearChart(page).boundingBox();
    if (!box) throw new Error("the chart is not drawn");
    await page.mouse.move(box.x + box.width - 2, box.y + 60);
    await expect(tip).toHaveText(new RegExp(`^${spoken(person, 0)}`));
    await expectAccessible(page, "a habit's numbers in dark");
  });

  test("update in another window without a reload", async ({ page, context, person }) => {
    const id = await sixtyDaysOfReading(person);
    await openHabits(page);
    const other = await context.newPage();
    await openHabits(other);
    const today = other.locator("[data-ui=heat] [data-today]");
    await expect(today).toHaveAttribute("data-step", "1");
    await expect(numberOf(other, "Reading", "Streak").first()).toHaveText("18 days");
    // The element is updated, not recreated, so the mark stays.
    await heatMap(other).evaluate((element) => element.setAttribute("data-mark", ""));
    await page.bringToFront();
    await page.getByRole("button", { name: "Log minutes of Reading" }).click();
    await page.getByRole("textbox", { name: "Minutes" }).fill("40");
    await page.keyboard.press("Enter");
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("4 h 10");
    await expect(numberOf(other, "Reading", "Streak").first()).toHaveText("19 days");
    await expect(today).toHaveAttribute("data-step", "4");
    await expect(detailOf(other, "Reading").getByRole("img", { name: / 50; goal 30$/ })).toBeVisible();
    await expect(heatMap(other).getByRole("img", { name: /today 50 minutes$/ })).toBeVisible();
    await logged(person, id, 0, 10);
    await expect(numberOf(other, "Reading", "7 days").first()).toHaveText("4 h 20");
    await expect(heatMap(other)).toHaveAttribute("data-mark", "");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a habit's numbers fit, and its year is scrolled to the end", async ({ page, person }) => {
    await sixtyDaysOfReading(person);
    await openHabits(page);
    await yearChart(page).locator("[data-drawn]").waitFor();
    await expectAccessible(page, "a habit's numbers on a phone");
    const today = page.locator("[data-ui=heat] [data-today]");
    await today.scrollIntoViewIfNeeded();
    await today.tap();
    await expect(tipIn(heatMap(page))).toHaveText(`${spoken(person, 0)}: 10 minutes`);
    await expect(tipIn(heatMap(page))).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await yearChart(page).focus();
    await page.keyboard.press("End");
    await expect(tipIn(yearChart(page))).toHaveText(/^7 days to \d+ \w+( \d+)?: 3 h 30$/);
  });
});

test("offline, what needs the server says so", async ({ page, context, person, faults }) => {
  faults.expectLostConnections();
  await sixtyDaysOfReading(person);
  await openHabits(page);
  await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("3 h 30");
  await context.setOffline(true);
  const card = detailOf(page, "Reading");
  await expect(card.getByRole("button", { name: "Needs the server" })).toHaveCount(2);
  await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("3 h 30");
  await context.setOffline(false);
  await expect(card.getByRole("button", { name: "Log minutes of Reading" })).toBeVisible();
});
