import type { Page } from "@playwright/test";
import { expectAccessible, focused } from "./scene/accessibility.ts";
import { dateIn } from "./scene/afternoon.ts";
import { aWeekOfHabits, cellOf, habitRows, openHabits } from "./scene/habits.ts";
import { BETWEEN, DARK, LIGHT, PHONE } from "./scene/looks.ts";
import { aDayOfWork, aRunningSession } from "./scene/past-session.ts";
import {
  aDayOfTasks,
  completedRows,
  openTasks,
  quickAdd,
  timerCard,
  todoRow,
  todoRows,
} from "./scene/tasks.ts";
import { expect, test } from "./scene/test.ts";
import { openToday, questionOf, sessionRows, statOf, viewerOf } from "./scene/today.ts";

const LOOKS = [LIGHT, DARK, PHONE];
/** For three pages, which together have every layout that differs between wide and narrow. */
const ALL_LOOKS = [LIGHT, DARK, BETWEEN, PHONE];

test.describe("axe finds nothing", () => {
  // Axe is slow, and checks many states.
  test.describe.configure({ timeout: 240_000 });

  test("for a visitor", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
    await expectAccessible(page, "the first run", LOOKS);
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Nothing to set yet" })).toBeVisible();
    await expectAccessible(page, "settings without anything to set", LOOKS);
    await page.goto("/nowhere");
    await expect(page.getByRole("heading", { name: "There is no page at this address" })).toBeVisible();
    await expectAccessible(page, "an address that is none", LOOKS);
    await page.goto("/connect?origin=https://raterhub.com&nonce=1");
    await expect(page.getByRole("heading", { name: /^Allow https:\/\/raterhub\.com/ })).toBeVisible();
    await expectAccessible(page, "connect", LOOKS);
  });

  test("on a day of work", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await expect(statOf(page, "Questions").first()).toHaveText("54");
    await expectAccessible(page, "a running question", ALL_LOOKS);
    await page.getByRole("button", { name: "Pause", exact: true }).click();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await expectAccessible(page, "a pause", ALL_LOOKS);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("Question 14 is running again.")).toBeVisible();
    await expectAccessible(page, "a toast, over the target", ALL_LOOKS);
    await page.getByRole("button", { name: "Choose a day" }).click();
    await expect(page.getByRole("button", { name: /, 5\d questions$/ })).toBeVisible();
    await expectAccessible(page, "the calendar", ALL_LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Exit" }).click();
    await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
    await expectAccessible(page, "an ended session with its toast", ALL_LOOKS);
    await page.goto("/day/2001-02-03");
    await expect(page.getByText("No sessions on this day")).toBeVisible();
    await expectAccessible(page, "an empty day", ALL_LOOKS);
    await page.goto(`/week/${dateIn(person.timezone, Date.now())}`);
    await expect(page.getByRole("row")).toHaveCount(9);
    await expectAccessible(page, "the week", ALL_LOOKS);
  });

  test("on a session and in settings", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await sessionRows(page).nth(1).getByRole("link").click();
    await expect(statOf(page, "Questions").first()).toHaveText("19");
    await expectAccessible(page, "a session", LOOKS);
    await page.getByRole("button", { name: "Delete question 3", exact: true }).click();
    await expect(page.getByText(/^Question 3 was deleted/)).toBeVisible();
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByRole("button", { name: /^Restore/ })).toBeVisible();
    await expectAccessible(page, "a session's menu with a toast", LOOKS);
    await page.goto("/settings");
    await page.getByRole("textbox", { name: "Target per question" }).fill("soon");
    await page.getByRole("textbox", { name: "Target per question" }).press("Enter");
    await page.getByRole("button", { name: /connection code/i }).click();
    await expect(page.getByRole("button", { name: /^Revoke / })).toBeVisible();
    await expectAccessible(page, "settings with a refused value and a code", LOOKS);
    await page.getByRole("combobox", { name: "Time zone" }).selectOption("Asia/Tokyo");
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectAccessible(page, "the question about the zone", LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Settings" }).click();
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
    await expectAccessible(page, "the list of keys", LOOKS);
  });

  test("on tasks and their countdowns", async ({ page, person }) => {
    await openTasks(page);
    await expect(page.getByRole("heading", { name: "Nothing to do yet" })).toBeVisible();
    await expectAccessible(page, "no tasks", ALL_LOOKS);
    await aDayOfTasks(person);
    await expect(todoRows(page)).toHaveCount(5);
    await expect(timerCard(page, "Laundry").getByText(/^Over, ended/)).toBeVisible();
    await quickAdd(page).fill("25m");
    await quickAdd(page).press("Enter");
    await expect(page.getByText("Write the task before the length.")).toBeVisible();
    await expectAccessible(page, "countdowns, tasks and a refused line", ALL_LOOKS);
    const row = todoRow(page, "Plan next week’s hours");
    await row.getByRole("button", { name: /^More for/ }).click();
    await expect(page.getByRole("button", { name: "Start pomodoro" })).toBeVisible();
    await expectAccessible(page, "a task's menu", ALL_LOOKS);
  });

  test("on what opens on the Tasks page", async ({ page, person }) => {
    await aDayOfTasks(person);
    await openTasks(page);
    await expect(todoRows(page)).toHaveCount(5);
    const row = todoRow(page, "Plan next week’s hours");
    await row.getByRole("button", { name: /^Start/ }).click();
    await row.getByRole("textbox").press("Enter");
    await row.getByRole("textbox").press("Escape");
    await row.press("e");
    await expect(page.getByRole("form", { name: /^Edit/ })).toBeVisible();
    for (const name of ["Completed", "Last 7 days", "Pomodoro"]) {
      await page.getByRole("main").locator("summary").filter({ hasText: name }).click();
    }
    await expect(completedRows(page)).toHaveCount(3);
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(8);
    await expectAccessible(page, "a task that is edited, and everything opened", LOOKS);
    await timerCard(page, "Laundry")
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("button", { name: "History" }).click();
    await expect(page.getByRole("dialog").getByRole("row")).toHaveCount(2);
    await expectAccessible(page, "a task's history", LOOKS);
  });

  test("on habits and their week", async ({ page, person }) => {
    await page.goto("/habits");
    await expect(page.getByRole("heading", { name: "No habits yet" })).toBeVisible();
    await expectAccessible(page, "no habits", ALL_LOOKS);
    await page.getByRole("button", { name: "Create your first habit" }).click();
    await page.getByLabel("Goal in minutes").fill("often");
    await page.getByRole("radio", { name: "Weekdays" }).check();
    await page.getByRole("button", { name: "Create habit" }).click();
    await expect(page.getByLabel("Name")).toBeFocused();
    await expectAccessible(page, "a refused habit", ALL_LOOKS);
    await page.keyboard.press("Escape");
    await aWeekOfHabits(person);
    await openHabits(page);
    await expect(habitRows(page)).toHaveCount(5);
    await expect(page.getByRole("heading", { name: "Reading", level: 2 })).toBeVisible();
    await page.getByRole("main").locator("summary").filter({ hasText: "Archived" }).click();
    await expect(page.getByText("None.", { exact: true })).toBeVisible();
    await expectAccessible(page, "the week of habits", ALL_LOOKS);
    await cellOf(page, "Reading", 3).press("Enter");
    await page.getByRole("textbox", { name: "31 min logged; add" }).fill("30.5");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("alert")).toHaveText("Write whole minutes, such as 25.");
    await expectAccessible(page, "refused minutes", ALL_LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More for Reading" }).click();
    await expect(page.getByRole("button", { name: "Move down" })).toBeVisible();
    await expectAccessible(page, "a habit's menu", ALL_LOOKS);
    await page.getByRole("button", { name: "Delete …" }).click();
    await expect(page.getByRole("button", { name: "Keep it" })).toBeFocused();
    await expectAccessible(page, "the question whether a habit is to go", ALL_LOOKS);
  });

  test("offline, and after a failure", async ({ context, page, person, faults }) => {
    faults.expectLostConnections();
    await person.live(aRunningSession([{ active: 300 }], 100));
    await openToday(page);
    await context.setOffline(true);
    await page.keyboard.press("p");
    await expect(viewerOf(page)).toContainText("1 event kept");
    await expectAccessible(page, "offline", LOOKS);
    await page.getByRole("link", { name: "Previous day" }).click();
    await expect(page.getByText(/^Offline since/)).toBeVisible();
    await expectAccessible(page, "a day that the server would have to tell", LOOKS);
  });
});

test.describe("by keyboard", () => {
  test("the first Tab offers to skip the navigation", async ({ page, person: _ }) => {
    await openToday(page);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the page" });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await expect(page).toHaveURL(/\/(#main)?$/);
  });

  test("every tab stop is visible and shows that it has the focus", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await expect(statOf(page, "Questions").first()).toHaveText("54");
    const seen: string[] = [];
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press("Tab");
      const name = await focused(page);
      if (name === "nothing" || seen.includes(name)) break;
      seen.push(name);
      expect(await ringOf(page), `the focus ring of ${name}`).toBe("seen");
    }
    expect(seen.length).toBeGreaterThan(12);
  });

  test("a new page gets the focus at its start", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await sessionRows(page).nth(1).getByRole("link").press("Enter");
    await expect(statOf(page, "Questions").first()).toHaveText("19");
    await expect(page.getByRole("main")).toBeFocused();
  });

  test("the focus is not lost when a toast with a focused button disappears", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await openToday(page);
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await page.keyboard.press("e");
    await page.getByRole("button", { name: "Reopen" }).press("Enter");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await page.keyboard.press("Tab");
    expect(await focused(page)).not.toBe("nothing");
  });

  test("a dialog takes the focus, traps it and returns it", async ({ page, person: _ }) => {
    await openToday(page);
    const button = viewerOf(page);
    await button.press("Enter");
    await page.getByRole("button", { name: /^Keyboard shortcuts/ }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Keyboard" });
    await expect(dialog.getByRole("button", { name: "Close" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  });
});

test.describe("with reduced motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves by itself", async ({ page, person }) => {
    await person.live(aDayOfWork(Date.now(), 221));
    await openToday(page);
    await expect(questionOf(page, "Question 15")).toBeVisible();
    await page.keyboard.press("u");
    await expect(page.getByText("Question 14 is running again.")).toBeVisible();
    // Animations of a hundredth of a millisecond end before anyone sees them.
    const durations = await page.evaluate(() =>
      document.getAnimations().map(({ effect }) => Number(effect?.getComputedTiming().duration)),
    );
    expect(durations.filter((milliseconds) => milliseconds > 1)).toEqual([]);
  });
});

/** Whether the focused element is in the window and its outline or shadow differs from its unfocused look. */
function ringOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return "no element";
    const { top, bottom, left, right } = element.getBoundingClientRect();
    if (bottom <= 0 || right <= 0 || top >= innerHeight || left >= innerWidth) return "outside of the window";
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none" ? "seen" : "no ring";
  });
}
