import { dateIn } from "./scene/afternoon.ts";
import {
  aHabit,
  cellOf,
  habitRow,
  logged,
  openHabits,
  skipped,
  streakOf,
  weekEndsIn,
} from "./scene/habits.ts";
import { expect, test } from "./scene/test.ts";
import { announced, openToday } from "./scene/today.ts";

const READING = { name: "Reading", goal: { kind: "AT_LEAST", minutes: 30 } } as const;

test.describe("the week", () => {
  test("is logged by keyboard alone, and another window follows", async ({ page, context, person }) => {
    await weekEndsIn(person, 0);
    await aHabit(person, READING);
    const other = await context.newPage();
    await openHabits(other);
    await expect(streakOf(other, "Reading")).toHaveText("0 daysbest 0 days");
    await openToday(page);
    await page.keyboard.press("g");
    await page.keyboard.press("3");
    await expect(cellOf(page, "Reading", 6)).toBeVisible();
    // Today is the grid's tab stop.
    for (let stop = 0; stop < 30; stop++) {
      if (await cellOf(page, "Reading", 6).evaluate((cell) => cell === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await expect(cellOf(page, "Reading", 6)).toBeFocused();
    await page.keyboard.press("Home");
    await expect(habitRow(page, "Reading").getByRole("link")).toBeFocused();
    await page.keyboard.press("ArrowRight");
    await expect(cellOf(page, "Reading", 0)).toBeFocused();

    await page.keyboard.press("Space");
    await expect(cellOf(page, "Reading", 0)).toHaveAccessibleName(/^Reading, \w+ \d+ \w+: 30 minutes, met$/);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type("45");
    await expect(page.getByRole("textbox", { name: "Minutes" })).toHaveValue("45");
    await page.keyboard.press("Enter");
    await expect(cellOf(page, "Reading", 1)).toBeFocused();
    await expect(cellOf(page, "Reading", 1)).toHaveText("45");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("s");
    await expect(cellOf(page, "Reading", 2)).toHaveText("skip");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Minutes" }).press("Escape");
    await expect(cellOf(page, "Reading", 3)).toBeFocused();
    await page.keyboard.press("Space");
    for (const place of [4, 5, 6]) {
      await page.keyboard.press("ArrowRight");
      await expect(cellOf(page, "Reading", place)).toBeFocused();
      await page.keyboard.press("Space");
    }
    await expect(announced(page, "Reading, \\w+ \\d+ \\w+: 30 minutes, met\\.")).toBeAttached();
    await expect(streakOf(page, "Reading")).toHaveText("6 daysbest 6 days");
    await expect(streakOf(other, "Reading")).toHaveText("6 daysbest 6 days");
    await expect(cellOf(other, "Reading", 1)).toHaveText("45");
    const logs = "{ viewer { habits { nodes { logs(first: 9) { nodes { minutes } } } } } }";
    const { viewer } = await person.ask(logs);
    const minutes = viewer.habits.nodes[0].logs.nodes.map((log: { minutes: number }) => log.minutes);
    expect(minutes).toEqual([30, 30, 30, 30, 45, 30]);
  });

  test("is logged by presses, undone and skipped", async ({ page, person }) => {
    await weekEndsIn(person, 0);
    const id = await aHabit(person, READING);
    await logged(person, id, 1, 20);
    await openHabits(page);
    const yesterday = cellOf(page, "Reading", 5);
    await expect(yesterday).toHaveAccessibleName(/: 20 minutes, not met$/);
    await yesterday.click();
    await expect(yesterday).toHaveText("30");
    await expect(page.getByText(/^Reading: 10 min logged on/)).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(yesterday).toHaveText("20");
    await expect(announced(page, "Reading, \\w+ \\d+ \\w+: undone\\.")).toBeAttached();
    const today = cellOf(page, "Reading", 6);
    await today.press("s");
    await expect(today).toHaveAccessibleName(/: skipped$/);
    // A press on a skipped day asks for minutes. Logging removes the skip mark, and undoing that restores it.
    await today.press("Space");
    await page.getByRole("textbox", { name: "Minutes" }).fill("5");
    await page.keyboard.press("Enter");
    await expect(today).toHaveAccessibleName(/: 5 minutes, not yet met$/);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(today).toHaveAccessibleName(/: skipped$/);
    await today.press("Enter");
    await page.getByRole("button", { name: "Undo the skip" }).click();
    await expect(today).toHaveAccessibleName(/: nothing logged$/);
    const days = `{ viewer { habits { nodes { days(from: "${dateIn(person.timezone, Date.now())}", to: "${dateIn(person.timezone, Date.now())}") { minutes isSkipped } } } } }`;
    await expect
      .poll(async () => (await person.ask(days)).viewer.habits.nodes[0].days)
      .toEqual([{ minutes: 0, isSkipped: false }]);
  });

  test("adds to the logged minutes, and refuses invalid ones in place", async ({ page, person }) => {
    await weekEndsIn(person, 0);
    const id = await aHabit(person, READING);
    await logged(person, id, 0, 1200);
    await openHabits(page);
    const today = cellOf(page, "Reading", 6);
    await expect(today).toHaveText("1200");
    await today.click();
    const field = page.getByRole("textbox", { name: "1200 min logged; add" });
    await expect(field).toBeFocused();
    for (const [typed, why] of [
      ["1441", "At most 1,440 minutes: a day has no more."],
      ["0", "At least 1 minute."],
      ["30.5", "Write whole minutes, such as 25."],
      ["241", /^A day has 1,440 minutes; 1,200 are already logged on \d+ \w+\./],
    ] as const) {
      await field.fill(typed);
      await field.press("Enter");
      await expect(page.getByRole("alert").filter({ hasText: why })).toBeVisible();
      await expect(field).toHaveAccessibleDescription(why);
      await expect(field).toHaveValue(typed);
      await expect(field).toBeFocused();
    }
    await field.fill("240");
    await field.press("Enter");
    await expect(today).toHaveText("1440");
    await expect(today).toBeFocused();
  });

  test("is rolled back when the server refuses", async ({ page, person, faults }) => {
    faults.expectLostConnections();
    await weekEndsIn(person, 0);
    await aHabit(person, READING);
    await openHabits(page);
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("LogHabit")) return route.fallback();
      await route.abort("connectionreset");
    });
    const today = cellOf(page, "Reading", 6);
    await today.press("4");
    await page.keyboard.press("Enter");
    const field = page.getByRole("textbox", { name: "Minutes" });
    await expect(field).toHaveAccessibleDescription("The server does not answer.");
    await expect(field).toHaveValue("4");
    await expect(today).toHaveText("");
  });

  test("judges a limit once its day is over", async ({ page, person }) => {
    await weekEndsIn(person, 0);
    const limit = { name: "Social media", goal: { kind: "AT_MOST", minutes: 20 } } as const;
    const id = await aHabit(person, limit);
    await logged(person, id, 0, 5);
    await logged(person, id, 1, 38);
    await openHabits(page);
    await expect(cellOf(page, "Social media", 6)).toHaveAccessibleName(
      /: 5 minutes so far, within the limit$/,
    );
    await expect(cellOf(page, "Social media", 5)).toHaveAccessibleName(/: 38 minutes, over the limit$/);
    await cellOf(page, "Social media", 6).press("1");
    await page.keyboard.type("6");
    await page.keyboard.press("Enter");
    await expect(cellOf(page, "Social media", 6)).toHaveAccessibleName(/: 21 minutes, over the limit$/);
  });

  test("leads to earlier weeks, and not beyond the current one", async ({ page, person }) => {
    await weekEndsIn(person, 3);
    const id = await aHabit(person, READING);
    await logged(person, id, 7, 31);
    await skipped(person, id, 8);
    await openHabits(page);
    await expect(cellOf(page, "Reading", 4).getByText("to come")).toBeAttached();
    await expect(page.getByRole("button", { name: "Next week" })).toHaveAttribute("aria-disabled", "true");
    const line = page.getByRole("main").getByText(/^Week \d+ ·/);
    const present = await line.textContent();
    await page.getByRole("button", { name: "Previous week" }).click();
    await expect(cellOf(page, "Reading", 3)).toHaveText("31");
    await expect(cellOf(page, "Reading", 2)).toHaveText("skip");
    await expect(line).not.toHaveText(present ?? "");
    await page.getByRole("button", { name: "This week" }).click();
    await expect(line).toHaveText(present ?? "");
    await cellOf(page, "Reading", 3).focus();
    await page.keyboard.press("PageUp");
    await expect(cellOf(page, "Reading", 3)).toHaveText("31");
    await expect(cellOf(page, "Reading", 3)).toBeFocused();
    await page.keyboard.press("End");
    await expect(cellOf(page, "Reading", 6)).toBeFocused();
    await page.keyboard.press("Space");
    await expect(cellOf(page, "Reading", 6)).toHaveText("30");
    await page.keyboard.press("PageDown");
    await expect(line).toHaveText(present ?? "");
  });

  test("needs the server, and says so", async ({ page, context, person, faults }) => {
    faults.expectLostConnections();
    await weekEndsIn(person, 0);
    const id = await aHabit(person, READING);
    await logged(person, id, 0, 12);
    await openHabits(page);
    await expect(cellOf(page, "Reading", 6)).toHaveText("12");
    await context.setOffline(true);
    await expect(page.getByText(/^The server is out of reach\./)).toBeVisible();
    await expect(cellOf(page, "Reading", 6)).toHaveAccessibleName(/needs the server$/);
    await expect(page.getByRole("button", { name: "Needs the server" }).first()).toBeVisible();
    await cellOf(page, "Reading", 6).press("Enter");
    await expect(page.getByRole("textbox", { name: /add$/ })).toHaveCount(0);
    await context.setOffline(false);
    await expect(cellOf(page, "Reading", 6)).toHaveAccessibleName(/: 12 minutes, not yet met$/);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("today is in view, a tap logs, and a long press asks", async ({ page, context, person }) => {
    await weekEndsIn(person, 0);
    await aHabit(person, READING);
    await openHabits(page);
    const today = cellOf(page, "Reading", 6);
    await expect(today).toBeInViewport({ ratio: 1 });
    await expect(streakOf(page, "Reading")).toBeInViewport({ ratio: 1 });
    const box = await today.boundingBox();
    if (!box) throw new Error("it is not drawn");
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    await today.tap();
    await expect(today).toHaveText("30");
    await expect(streakOf(page, "Reading")).toContainText("1 day");
    const finger = await context.newCDPSession(page);
    const yesterday = await cellOf(page, "Reading", 5).boundingBox();
    if (!yesterday) throw new Error("it is not drawn");
    const [x, y] = [yesterday.x + yesterday.width / 2, yesterday.y + yesterday.height / 2];
    await finger.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    await page.waitForTimeout(700);
    await finger.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(page.getByRole("textbox", { name: "Minutes" })).toBeFocused();
    await page.keyboard.type("25");
    await page.getByRole("button", { name: "Log", exact: true }).tap();
    await expect(cellOf(page, "Reading", 5)).toHaveText("25");
  });
});
