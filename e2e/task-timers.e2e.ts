import {
  FIVE_TASKS,
  openTasks,
  quickAdd,
  someTasks,
  startTimer,
  timerCard,
  todoRow,
  todoRows,
  todoTitles,
} from "./scene/tasks.ts";
import { expect, test } from "./scene/test.ts";
import { viewerOf } from "./scene/today.ts";

const WATCHED = "{ viewer { activeTimers { status } } }";

test.describe("a countdown's card", () => {
  test("starts, pauses, is extended and stops", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await page.getByRole("button", { name: "Start Call the dentist" }).click();
    const card = timerCard(page, "Call the dentist");
    await expect(card.getByLabel("Time left")).toHaveText(/^09:5\d|10:00$/);
    await card.getByRole("button", { name: "Pause Call the dentist" }).click();
    await expect(card.getByText(/^Paused at/)).toBeVisible();
    await expect(page.getByText("1 paused", { exact: true })).toBeVisible();
    await card.getByRole("button", { name: "Add 5 minutes to Call the dentist" }).click();
    await expect(card.getByText("of 15:00")).toBeVisible();
    await card.getByRole("button", { name: "More for Call the dentist" }).click();
    await page.getByRole("button", { name: "Add 10 minutes" }).click();
    await expect(card.getByText("of 25:00")).toBeVisible();
    await card.getByRole("button", { name: "Resume Call the dentist" }).click();
    await expect(card.getByText(/^Running, ends/)).toBeVisible();
    await card.getByRole("button", { name: "Stop Call the dentist" }).click();
    await expect(card).toHaveCount(0);
    await expect(todoTitles(page)).toHaveText(FIVE_TASKS.map(({ title }) => title));
    await expect(page.getByText("No timer is running")).toBeVisible();
  });

  test("has its own keys", async ({ page, person }) => {
    const [first = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, first);
    await openTasks(page);
    const card = timerCard(page, "Practice set");
    await card.focus();
    await page.keyboard.press("Space");
    await expect(card.getByText(/^Paused at/)).toBeVisible();
    await expect(card).toBeFocused();
    await page.keyboard.press("+");
    await expect(card.getByText("of 50:00")).toBeVisible();
    await page.keyboard.press("Space");
    await expect(card.getByText(/^Running, ends/)).toBeVisible();
    await page.keyboard.press("s");
    await expect(card).toHaveCount(0);
    await page.getByRole("button", { name: "Start Practice set" }).click();
    await card.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByText("Practice set is completed.")).toBeVisible();
    await expect(card).toHaveCount(0);
  });

  test("counts the overrun, and can then be completed or reset", async ({ page, person }) => {
    const [first = "", second = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, first, { seconds: 1 });
    await startTimer(person, second, { seconds: 1 });
    await openTasks(page);
    const card = timerCard(page, "Practice set");
    await expect(card.getByText(/^Over, ended/)).toBeVisible();
    await expect(card.getByLabel("Over by")).toHaveText(/^\+00:\d\d$/);
    await expect(page.getByText("2 over time", { exact: true })).toBeVisible();
    await card.getByRole("button", { name: "Stop Practice set" }).click();
    await expect(todoRow(page, "Practice set")).toContainText("45 min · ran 00:01");
    const other = timerCard(page, "Call the dentist");
    await other.getByRole("button", { name: "Complete Call the dentist" }).click();
    await expect(other).toHaveCount(0);
    await expect(todoRows(page)).toHaveCount(4);
  });

  test("starts again, and is still running after its deletion is undone", async ({ page, person }) => {
    const [first = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, first, { seconds: 1 });
    await openTasks(page);
    const card = timerCard(page, "Practice set");
    await expect(card.getByText(/^Over, ended/)).toBeVisible();
    await card.getByRole("button", { name: "More for Practice set" }).click();
    await page.getByRole("button", { name: "Start again" }).click();
    await expect(card.getByText(/^Running, ends/)).toBeVisible();
    await expect(card.getByText("of 45:00")).toBeVisible();
    await card.getByRole("button", { name: "More for Practice set" }).click();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(card).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(card.getByText(/^Running, ends/)).toBeVisible();
    await expect(card.getByText("of 45:00")).toBeVisible();
  });

  test("shows the server's state when another client was faster", async ({ page, person, context }) => {
    const [first = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, first);
    await openTasks(page);
    const card = timerCard(page, "Practice set");
    await expect(card.getByText(/^Running, ends/)).toBeVisible();
    // Pushed messages are blocked, so the page does not know yet.
    const pause = `mutation { pauseTimer(input: { taskId: "${first}" }) { __typename } }`;
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("PauseTimer")) await person.ask(pause);
      await route.fallback();
    });
    await card.getByRole("button", { name: "Pause Practice set" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(card.getByText(/^Paused at/)).toBeVisible();
    await context.unrouteAll();
  });

  test("asks for a length if the task has none", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await page.getByRole("button", { name: "Start Plan next week" }).click();
    const field = page.getByRole("textbox", { name: "Length for Plan next week" });
    await expect(field).toBeFocused();
    await field.fill("a while");
    await field.press("Enter");
    await expect(field).toHaveAccessibleDescription("Write a length such as 25m or 1h30.");
    await field.fill("20");
    await field.press("Enter");
    await expect(timerCard(page, "Plan next week").getByText("of 20:00")).toBeVisible();
  });

  test("shows the phase of a plan, and offers the next one", async ({ page, person }) => {
    const [first = ""] = await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await todoRow(page, "Practice set")
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("button", { name: "Start pomodoro" }).click();
    const card = timerCard(page, "Practice set");
    await expect(card.getByText(/^Work 1 of 4, ends/)).toBeVisible();
    // The optimistic screen is ahead of the server.
    await expect.poll(async () => (await person.ask(WATCHED)).viewer.activeTimers).toHaveLength(1);
    await card.getByRole("button", { name: "Stop Practice set" }).click();
    await expect.poll(async () => (await person.ask(WATCHED)).viewer.activeTimers).toEqual([]);
    await startTimer(person, first, { phase: "WORK", seconds: 1 });
    await card.getByRole("button", { name: "Start short break, 5 min" }).click();
    await expect(card.getByText(/^Short break, ends/)).toBeVisible();
    await page.getByText("Pomodoro 25 min work").click();
    const work = page.getByRole("textbox", { name: "Work", exact: true });
    await work.fill("never");
    await work.press("Enter");
    await expect(page.getByText("25m still applies.")).toBeVisible();
    await work.fill("50m");
    await work.press("Enter");
    await expect(page.getByText("50 min work, 5 min break")).toBeVisible();
  });

  test("keeps its runs in the history", async ({ page, person }) => {
    const [first = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, first, { seconds: 1 });
    await openTasks(page);
    const card = timerCard(page, "Practice set");
    await expect(card.getByText(/^Over, ended/)).toBeVisible();
    await card.getByRole("button", { name: /^More for/ }).click();
    await page.getByRole("button", { name: "History" }).click();
    const dialog = page.getByRole("dialog", { name: "History" });
    await expect(dialog.getByRole("row").nth(1)).toHaveText(/^today, \d\d:\d\d00:0100:01completed$/);
    await page.keyboard.press("Escape");
    await page.getByText("Last 7 days").click();
    await expect(page.getByRole("table", { name: /^Time on timers/ }).getByRole("row")).toHaveCount(8);
    await expect(page.getByText("00:01 in total")).toBeVisible();
  });
});

test("two windows see each other's changes", async ({ page, context, person }) => {
  await someTasks(person, FIVE_TASKS);
  const other = await context.newPage();
  await openTasks(page);
  await openTasks(other);
  await quickAdd(page).fill("Laundry 45m");
  await quickAdd(page).press("Shift+Enter");
  await expect(timerCard(other, "Laundry").getByText(/^Running, ends/)).toBeVisible();
  await timerCard(other, "Laundry").getByRole("button", { name: "Pause Laundry" }).click();
  await expect(timerCard(page, "Laundry").getByText(/^Paused at/)).toBeVisible();
  await todoRow(page, "Walk").focus();
  await page.keyboard.press("Alt+ArrowUp");
  const order = ["Practice set", "Call the dentist", "Update the profile", "Walk", "Plan next week"];
  await expect(todoTitles(other)).toHaveText(order);
  await other.getByRole("checkbox", { name: "Complete Walk" }).click();
  await expect(todoRow(page, "Walk")).toHaveCount(0);
  await expect(page.getByText("1 this week")).toBeVisible();
});

test("offline, the countdowns continue, and the buttons say that they need the server", async ({
  page,
  context,
  person,
  faults,
}) => {
  faults.expectLostConnections();
  const [first = ""] = await someTasks(person, FIVE_TASKS);
  await startTimer(person, first);
  await openTasks(page);
  const clock = timerCard(page, "Practice set").getByLabel("Time left");
  await expect(clock).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/^The server is out of reach\./)).toBeVisible();
  const before = await clock.textContent();
  await expect(clock).not.toHaveText(before ?? "");
  await expect(page.getByRole("button", { name: "Pause Practice set: needs the server" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Needs the server/ })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: "Pause Practice set", exact: true })).toBeVisible();
  await expect(viewerOf(page)).toContainText("Live");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("a task is added, moved by its menu, started and stopped with a thumb", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS.slice(0, 2));
    await openTasks(page);
    await quickAdd(page).fill("Laundry 45m");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(todoRows(page)).toHaveCount(3);
    await todoRow(page, "Laundry")
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("button", { name: "Move up" }).click();
    await expect(todoTitles(page)).toHaveText(["Practice set", "Laundry", "Call the dentist"]);
    await page.getByRole("button", { name: "Start Laundry" }).click();
    const stop = timerCard(page, "Laundry").getByRole("button", { name: "Stop Laundry" });
    const box = await stop.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await stop.click();
    await expect(todoRows(page)).toHaveCount(3);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
  });
});
