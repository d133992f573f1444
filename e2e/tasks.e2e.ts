import {
  completedRows,
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
import { announced, openToday } from "./scene/today.ts";

test.describe("the quick add", () => {
  test("is reached with T from anywhere, parses the length, and adds with Enter", async ({
    page,
    person,
  }) => {
    await openToday(page);
    await page.keyboard.press("t");
    await expect(quickAdd(page)).toBeFocused();
    await page.keyboard.type("Read the guidelines 25m");
    await expect(page.getByText("25 min", { exact: true })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(quickAdd(page)).toHaveValue("");
    await expect(todoTitles(page)).toHaveText(["Read the guidelines"]);
    await expect(todoRow(page, "Read the guidelines")).toContainText("25 min");
    await expect(page.getByText("1 task, 25 min with a length")).toBeVisible();
    const { viewer } = await person.ask("{ viewer { tasks(first: 5) { nodes { title timerSeconds } } } }");
    expect(viewer.tasks.nodes).toEqual([{ title: "Read the guidelines", timerSeconds: 1500 }]);
  });

  test("adds and starts with Shift+Enter", async ({ page, person: _ }) => {
    await openTasks(page);
    await quickAdd(page).fill("Calibration quiz 25m");
    await quickAdd(page).press("Shift+Enter");
    const card = timerCard(page, "Calibration quiz");
    await expect(card.getByText(/^Running, ends \d\d:\d\d$/)).toBeVisible();
    await expect(card.getByLabel("Time left")).toHaveText(/^24:5\d|25:00$/);
    await expect(page.getByText("1 running", { exact: true })).toBeVisible();
    await expect(todoRow(page, "Calibration quiz")).toHaveCount(0);
  });

  test("says what is missing and keeps what was typed", async ({ page, person: _ }) => {
    await openTasks(page);
    await quickAdd(page).fill("25m");
    await quickAdd(page).press("Enter");
    await expect(page.getByRole("alert")).toHaveText("Write the task before the length.");
    await expect(quickAdd(page)).toHaveValue("25m");
    await quickAdd(page).fill("Laundry");
    await quickAdd(page).press("Shift+Enter");
    await expect(page.getByRole("alert")).toHaveText("Add a length to start it, such as 25m.");
    await quickAdd(page).fill("x".repeat(201));
    await quickAdd(page).press("Enter");
    await expect(page.getByRole("alert")).toHaveText("At most 200 characters.");
    await expect(quickAdd(page)).toHaveValue("x".repeat(201));
    await expect(todoRows(page)).toHaveCount(0);
  });

  test("creates one task from a line that is sent again after a lost response", async ({
    page,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    await openTasks(page);
    let lost = 0;
    await page.route("**/graphql", async (route) => {
      if (lost > 0 || !route.request().postData()?.includes("CreateTask")) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await quickAdd(page).fill("Back up photos");
    await quickAdd(page).press("Enter");
    await expect(quickAdd(page)).toHaveValue("Back up photos");
    await expect(page.getByRole("button", { name: /^Add( ↵)?$/ })).not.toHaveAttribute(
      "aria-disabled",
      "true",
    );
    await quickAdd(page).press("Enter");
    await expect(quickAdd(page)).toHaveValue("");
    await expect(todoTitles(page)).toHaveText(["Back up photos"]);
    expect(lost).toBe(1);
    const { viewer } = await person.ask("{ viewer { taskTotals { open } } }");
    expect(viewer.taskTotals.open).toBe(1);
  });

  test("makes a guest of a visitor with their first task", async ({ page }) => {
    await page.goto("/tasks");
    await expect(page.getByRole("heading", { name: "Nothing to do yet" })).toBeVisible();
    await quickAdd(page).fill("Laundry 45m");
    await quickAdd(page).press("Shift+Enter");
    await expect(timerCard(page, "Laundry")).toBeVisible();
    await page.reload();
    await expect(timerCard(page, "Laundry").getByText("of 45:00")).toBeVisible();
  });
});

test.describe("the list", () => {
  test("keeps the words, the focus and the form of a row while other clients move, complete or start the task", async ({
    page,
    person,
  }) => {
    const [, second = "", third = ""] = await someTasks(person, FIVE_TASKS);
    const update = (input: object) =>
      person.ask("mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { __typename } }", {
        input,
      });
    await openTasks(page);
    const row = page.locator(`[data-task="${second}"]`);
    await row.focus();
    await page.keyboard.press("e");
    const title = row.getByLabel("Title");
    await expect(title).toBeFocused();
    await title.fill("Plan the ");
    await update({ id: second, position: 3 });
    await expect(page.locator("[data-task]").nth(3)).toHaveAttribute("data-task", second);
    await page.keyboard.type("new menu");
    await update({ id: third, position: 0 });
    await expect(page.locator("[data-task]").nth(0)).toHaveAttribute("data-task", third);
    await page.keyboard.type("s");
    await expect(title).toHaveValue("Plan the new menus");
    await update({ id: second, completed: true });
    await expect(page.getByText(/^4 tasks/)).toBeVisible();
    await expect(title).toHaveValue("Plan the new menus");
    await expect(title).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(row).toBeHidden();
    // The letters went into the field, not to the keys of the session.
    expect(await person.ask("{ viewer { activeSession { id } } }")).toEqual({
      viewer: { activeSession: null },
    });
  });

  test("is edited in place, and refuses invalid values", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await expect(page.getByText("5 tasks, 2 h 10 with a length")).toBeVisible();
    await todoRow(page, "Call the dentist").focus();
    await page.keyboard.press("Enter");
    const form = page.getByRole("form", { name: "Edit Call the dentist" });
    await form.getByLabel("Title").fill("  ");
    await form.getByLabel("Title").press("Enter");
    await expect(form.getByLabel("Title")).toHaveAccessibleDescription("Enter a title.");
    await form.getByLabel("Title").fill("Call the doctor");
    await form.getByLabel("Length").fill("soon");
    await form.getByLabel("Length").press("Enter");
    await expect(form.getByLabel("Length")).toHaveAccessibleDescription(
      "Write a length such as 25m or 1h30.",
    );
    await form.getByLabel("Length").fill("1h30");
    await form.getByLabel("Description").fill("Before noon");
    await form.getByRole("button", { name: "Save" }).click();
    const row = todoRow(page, "Call the doctor");
    await expect(row).toContainText("Before noon");
    await expect(row).toContainText("1 h 30");
    await expect(row).toBeFocused();
    await page.keyboard.press("e");
    await page.keyboard.press("Escape");
    await expect(row).toBeFocused();
    await row.getByText("Call the doctor").dblclick();
    await expect(page.getByRole("form", { name: "Edit Call the doctor" })).toBeVisible();
  });

  test("keeps another device's text until the person saves over it, and follows its deletions", async ({
    page,
    person,
  }) => {
    await someTasks(person, [{ title: "Ads review" }, { title: "Laundry" }]);
    await openTasks(page);
    await todoRow(page, "Ads review").focus();
    await page.keyboard.press("e");
    const title = page.getByLabel("Title");
    await title.fill("Mine");
    const { viewer } = await person.ask("{ viewer { tasks { nodes { id title } } } }");
    const [ads, laundry] = viewer.tasks.nodes;
    const update = "mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { __typename } }";
    await person.ask(update, { input: { id: ads.id, title: "Theirs" } });
    await title.press("Enter");
    await expect(page.getByRole("alert")).toContainText("This task was changed on another device");
    await expect(title).toHaveValue("Mine");
    await title.press("Enter");
    await expect(todoTitles(page)).toHaveText(["Mine", "Laundry"]);
    const remove = "mutation ($input: DeleteTaskInput!) { deleteTask(input: $input) { __typename } }";
    await person.ask(remove, { input: { id: laundry.id } });
    await expect(todoTitles(page)).toHaveText(["Mine"]);
  });

  test("is reordered with Alt and the arrow keys, and announces it", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await todoRow(page, "Call the dentist").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(announced(page, "Call the dentist, 3 of 5")).toBeAttached();
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Alt+ArrowUp");
    await expect(announced(page, "Call the dentist, 4 of 5")).toBeAttached();
    await expect(todoRow(page, "Call the dentist")).toBeFocused();
    const order = ["Practice set", "Update the profile", "Plan next week", "Call the dentist", "Walk"];
    await expect(todoTitles(page)).toHaveText(order);
    // The same order already occurred once during the moves.
    await page.waitForLoadState("networkidle");
    await expect.poll(async () => orderOf(await person.ask(ORDER))).toEqual(order);
    await page.reload();
    await expect(todoTitles(page)).toHaveText(order);
  });

  test("is reordered by dragging, past a task with a running timer", async ({ page, person }) => {
    const [, second = ""] = await someTasks(person, FIVE_TASKS);
    await startTimer(person, second);
    await openTasks(page);
    await expect(todoRows(page)).toHaveCount(4);
    await todoRow(page, "Walk").scrollIntoViewIfNeeded();
    const grip = todoRow(page, "Walk").locator("[data-part=grip]");
    const target = todoRow(page, "Update the profile");
    const [from, to] = [await grip.boundingBox(), await target.boundingBox()];
    if (!from || !to) throw new Error("they are not visible");
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(from.x, from.y - 30, { steps: 4 });
    await page.mouse.move(from.x, to.y + 10, { steps: 8 });
    await page.mouse.up();
    await expect(todoTitles(page)).toHaveText([
      "Practice set",
      "Walk",
      "Update the profile",
      "Plan next week",
    ]);
    await expect
      .poll(async () => orderOf(await person.ask(ORDER)))
      .toEqual(["Practice set", "Call the dentist", "Walk", "Update the profile", "Plan next week"]);
  });

  test("removes a completed task, and can bring it back", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await page.getByRole("checkbox", { name: "Complete Walk" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Walk is completed." })).toBeVisible();
    await expect(todoRow(page, "Walk")).toHaveCount(0);
    await expect(page.getByText("4 tasks, 1 h 10 with a length")).toBeVisible();
    await expect(page.getByText("1 this week")).toBeVisible();
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(todoRows(page)).toHaveCount(5);
    await page.getByRole("checkbox", { name: "Complete Practice set" }).click();
    await expect(todoRow(page, "Practice set")).toHaveCount(0);
    await page.getByText("Completed", { exact: false }).first().click();
    await expect(completedRows(page)).toHaveText(/^Practice set ?today, \d\d:\d\d$/);
    await page.getByRole("checkbox", { name: "Reopen Practice set" }).click();
    await expect(completedRows(page)).toHaveCount(0);
    await expect(todoTitles(page).first()).toHaveText("Practice set");
  });

  test("removes a deleted task, and can bring it back to its place", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    // The menu of a lower row is at the window's edge, where a new line would flip it above its button.
    await todoRow(page, "Call the dentist")
      .getByRole("button", { name: /^More for/ })
      .click();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(todoRows(page)).toHaveCount(4);
    await page.getByRole("status").getByRole("button", { name: "Undo" }).click();
    await expect(todoTitles(page)).toHaveText(FIVE_TASKS.map(({ title }) => title));
  });

  test("is searched", async ({ page, person }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Search tasks" })).toBeFocused();
    await page.keyboard.type("WEEK");
    await expect(todoTitles(page)).toHaveText(["Practice set", "Plan next week"]);
    await expect(page.getByText("2 tasks found")).toBeVisible();
    await page.keyboard.type("x");
    await expect(page.getByText("No open task has “WEEKx”")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(todoRows(page)).toHaveCount(5);
  });

  test("comes in pages", async ({ page, person }) => {
    const titles = Array.from({ length: 60 }, (_, index) => `Task ${index + 1}`);
    await someTasks(
      person,
      titles.map((title) => ({ title })),
    );
    await openTasks(page);
    await expect(todoRows(page)).toHaveCount(50);
    await expect(page.getByText("60 tasks", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(todoTitles(page)).toHaveText(titles);
    await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
    await page.getByRole("checkbox", { name: "Complete Task 60" }).click();
    await expect(todoRows(page)).toHaveCount(59);
  });
});

test.describe("on a tablet", () => {
  test.use({ viewport: { width: 900, height: 800 }, hasTouch: true });

  test("the list is reordered by dragging a grip with a finger, and Escape cancels", async ({
    page,
    context,
    person,
  }) => {
    await someTasks(person, FIVE_TASKS);
    await openTasks(page);
    const finger = await context.newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number, y: number) =>
      finger.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
    async function drag(title: string, to: string, meanwhile = async () => {}) {
      const grip = await todoRow(page, title).locator("[data-part=grip]").boundingBox();
      const target = await todoRow(page, to).boundingBox();
      if (!grip || !target) throw new Error("they are not visible");
      const [x, from] = [grip.x + grip.width / 2, grip.y + grip.height / 2];
      await touch("touchStart", x, from);
      for (const step of [0.25, 0.5, 0.75, 1]) {
        await touch("touchMove", x, from + (target.y + target.height / 2 - from) * step);
      }
      await meanwhile();
      await touch("touchEnd", x, from);
    }
    const titles = FIVE_TASKS.map(({ title }) => title);
    await drag("Practice set", "Plan next week", async () => {
      await expect(todoRow(page, "Practice set")).toHaveAttribute("data-dragged");
      await page.keyboard.press("Escape");
      await expect(todoRow(page, "Practice set")).not.toHaveAttribute("data-dragged");
    });
    await expect(todoTitles(page)).toHaveText(titles);
    await drag("Practice set", "Plan next week");
    await expect(todoTitles(page)).toHaveText([...titles.slice(1, 4), "Practice set", "Walk"]);
    await expect(announced(page, "Practice set, 4 of 5")).toBeAttached();
  });
});

const ORDER = "{ viewer { tasks(first: 20, filter: { completed: false }) { nodes { title } } } }";
const orderOf = (answer: { viewer: { tasks: { nodes: { title: string }[] } } }) =>
  answer.viewer.tasks.nodes.map(({ title }) => title);
