import { expectAccessible } from "./scene/accessibility.ts";
import { chooseInMenu, detailOf, loggedDays, numberOf, spoken } from "./scene/habit-year.ts";
import { aHabit, daysAgo, logged, openHabits } from "./scene/habits.ts";
import { aSession } from "./scene/past-session.ts";
import { expect, test } from "./scene/test.ts";

test.describe("the form for minutes", () => {
  test("shows every refusal in its place and keeps the typed values", async ({ page, person }) => {
    const id = await aHabit(person, { name: "Reading" });
    await logged(person, id, 1, 1400);
    await openHabits(page);
    await page.getByRole("button", { name: "Log minutes of Reading" }).click();
    const dialog = page.getByRole("dialog", { name: "Log minutes of Reading" });
    const minutes = dialog.getByRole("textbox", { name: "Minutes" });
    const date = dialog.getByLabel("Date");
    const note = dialog.getByRole("textbox", { name: "Note" });
    const send = dialog.getByRole("button", { name: "Log", exact: true });
    await expect(minutes).toBeFocused();
    await expect(date).toHaveValue(daysAgo(person, 0));
    await minutes.fill("half an hour");
    await send.click();
    await expect(minutes).toHaveAccessibleDescription("Write whole minutes, such as 25.");
    await expect(minutes).toBeFocused();
    await expectAccessible(page, "a refused log");
    await minutes.fill("0");
    await note.fill("x".repeat(501));
    await send.click();
    await expect(minutes).toHaveAccessibleDescription("At least 1 minute.");
    await expect(note).toHaveAccessibleDescription("At most 500 characters.");
    await minutes.fill("1441");
    await note.fill("Chapter 4");
    await send.click();
    await expect(minutes).toHaveAccessibleDescription("At most 1,440 minutes: a day has no more.");
    await minutes.fill("41");
    await date.fill(daysAgo(person, -1));
    await send.click();
    await expect(date).toHaveAttribute("aria-invalid", "true");
    await date.fill(daysAgo(person, 1));
    await send.click();
    await expect(dialog.getByRole("alert")).toContainText(
      "A day has 1,440 minutes; 1,400 are already logged on",
    );
    await expect(note).toHaveValue("Chapter 4");
    await minutes.fill("40");
    await send.click();
    await expect(dialog).toBeHidden();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("24 h");
    await expect(page.getByRole("button", { name: "Log minutes of Reading" })).toBeFocused();
  });

  test("logs once when the response was lost", async ({ page, person, faults }) => {
    faults.expectLostConnections();
    await aHabit(person, { name: "Reading" });
    await openHabits(page);
    let lost = 0;
    await page.route("**/graphql", async (route) => {
      if (lost > 0 || !route.request().postData()?.includes("LogHabit")) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await page.getByRole("button", { name: "Log minutes of Reading" }).click();
    const dialog = page.getByRole("dialog", { name: "Log minutes of Reading" });
    await dialog.getByRole("textbox", { name: "Minutes" }).fill("25");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("alert")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Log", exact: true })).not.toHaveAttribute(
      "aria-disabled",
    );
    await dialog.getByRole("button", { name: "Log", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("25 min");
    expect(lost).toBe(1);
  });
});

test.describe("the stopwatch", () => {
  test("runs, and logs when it is stopped", async ({ page, person }) => {
    await aHabit(person, { name: "Reading" });
    await openHabits(page);
    await page.getByRole("button", { name: "Start the stopwatch" }).click();
    const clock = page.getByRole("timer", { name: "Stopwatch" });
    await expect(clock).toHaveText(/^00:0\d$/);
    await expect(clock).not.toHaveText("00:00");
    await page.getByRole("button", { name: "Stop and log" }).click();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("1 min");
    await expect(clock).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("0 min");
  });

  test("keeps running if its day is full, until it is discarded", async ({ page, person }) => {
    const id = await aHabit(person, { name: "Reading" });
    await logged(person, id, 0, 1440);
    await openHabits(page);
    await page.getByRole("button", { name: "Start the stopwatch" }).click();
    await page.getByRole("button", { name: "Stop and log" }).click();
    const notice = detailOf(page, "Reading").getByRole("alert");
    await expect(notice).toContainText("A day has 1,440 minutes; 1,440 are already logged on");
    await expect(page.getByRole("timer", { name: "Stopwatch" })).toBeVisible();
    await notice.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("button", { name: "Start the stopwatch" })).toBeVisible();
    await expect(notice).toHaveCount(0);
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("24 h");
  });
});

test.describe("the logs of a habit", () => {
  test("are changed in place, deleted, and restored", async ({ page, person }) => {
    const id = await aHabit(person, { name: "Reading" });
    await loggedDays(
      person,
      id,
      Array.from({ length: 22 }, (_, ago) => [ago, 10 + ago] as const),
    );
    await logged(person, id, 1, 5);
    await openHabits(page);
    await chooseInMenu(page, "Reading", "All logs …");
    const dialog = page.getByRole("dialog", { name: "Logs of Reading" });
    const rows = dialog.getByRole("listitem");
    await expect(rows).toHaveCount(20);
    await expectAccessible(page, "the logs of a habit");
    await dialog.getByRole("button", { name: "Show more" }).click();
    await expect(rows).toHaveCount(23);
    await expect(dialog.getByRole("button", { name: "Show more" })).toHaveCount(0);
    const yesterday = rows.filter({ hasText: spoken(person, 1) });
    await expect(yesterday).toHaveCount(2);

    await dialog.getByRole("button", { name: `Change 5 min on ${spoken(person, 1)}` }).click();
    await dialog.getByRole("textbox", { name: "Minutes" }).fill("1500");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(dialog.getByRole("textbox", { name: "Minutes" })).toHaveAccessibleDescription(
      "At most 1,440 minutes: a day has no more.",
    );
    await expectAccessible(page, "a log that is changed");
    await dialog.getByRole("textbox", { name: "Minutes" }).fill("50");
    await dialog.getByRole("textbox", { name: "Note" }).fill("On the train");
    await dialog.getByRole("button", { name: "Save" }).click();
    const changed = rows.filter({ hasText: "50 min" });
    await expect(changed).toContainText("On the train");

    await dialog.getByRole("button", { name: `Delete 50 min on ${spoken(person, 1)}` }).click();
    await expect(changed).toContainText("deleted");
    await expect(changed.getByRole("button", { name: /^Undo/ })).toBeFocused();
    // The seven days have 10 to 16 minutes.
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("1 h 31");
    await changed.getByRole("button", { name: /^Undo/ }).click();
    await expect(changed.getByRole("button", { name: /^Change/ })).toBeVisible();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("2 h 21");
    await dialog.getByRole("button", { name: `Delete 50 min on ${spoken(person, 1)}` }).click();
    await expect(changed).toContainText("deleted");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(numberOf(page, "Reading", "7 days").first()).toHaveText("2 h 21");
  });

  test("are added automatically from linked sources", async ({ page, person }) => {
    await aHabit(person, { name: "Rating" });
    const CREATE = `mutation { createTask(input: { title: "Invoice" }) { __typename } }`;
    await person.ask(CREATE);
    await openHabits(page);
    await chooseInMenu(page, "Rating", "What counts automatically …");
    const dialog = page.getByRole("dialog", { name: "What counts automatically" });
    const sessions = dialog.getByRole("switch", { name: /^Work sessions/ });
    await expect(sessions).not.toBeChecked();
    await sessions.click();
    await expect(sessions).toBeChecked();
    await dialog.getByRole("combobox", { name: "Timers of individual tasks" }).selectOption("Invoice");
    await dialog.getByRole("button", { name: "Add" }).click();
    const tasks = dialog.getByRole("list", { name: "Tasks that count" }).getByRole("listitem");
    await expect(tasks).toContainText(["Invoice"]);
    await expectAccessible(page, "what counts automatically");
    const LINKS = "{ viewer { habits { nodes { links { source task { title } } } } } }";
    const { viewer } = await person.ask(LINKS);
    expect(viewer.habits.nodes[0].links).toEqual([
      { source: "WORK_SESSIONS", task: null },
      { source: "TASK", task: { title: "Invoice" } },
    ]);
    await dialog.getByRole("button", { name: "Remove Invoice" }).click();
    await expect(tasks).toHaveCount(0);
    await page.keyboard.press("Escape");

    await person.live(aSession(Date.now() - 600_000, [{ active: 600 }], "ended"));
    await expect(numberOf(page, "Rating", "7 days").first()).toHaveText("10 min");
    await chooseInMenu(page, "Rating", "All logs …");
    await page.getByRole("link", { name: "Work session" }).click();
    await expect(page).toHaveURL(/\/session\//);
  });
});
