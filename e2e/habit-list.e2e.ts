import { numberOf } from "./scene/habit-year.ts";
import { aHabit, habitNames, habitRow, logged, openHabits } from "./scene/habits.ts";
import { expect, test } from "./scene/test.ts";
import { announced, viewerOf } from "./scene/today.ts";

const NAMES = ["Reading", "Stretch", "Piano"] as const;

test.describe("a habit", () => {
  test("makes a guest of a visitor who creates the first one", async ({ page }) => {
    await page.goto("/habits");
    await page.getByRole("button", { name: "Create your first habit" }).click();
    const form = page.getByRole("dialog", { name: "New habit" });
    await expect(form.getByLabel("Name")).toBeFocused();
    await page.keyboard.type("Reading");
    await page.keyboard.press("Enter");
    await expect(habitNames(page)).toHaveText(["Reading"]);
    await expect(habitRow(page, "Reading")).toContainText("30 min a day");
    await expect(page).toHaveTitle("Habits · Pacekeeper");
    await page.reload();
    await expect(habitNames(page)).toHaveText(["Reading"]);
  });

  test("is created and edited, and all its issues appear beside their fields at once", async ({
    page,
    person,
  }) => {
    await aHabit(person, { name: "Reading", category: "Mind" });
    await openHabits(page);
    await page.getByRole("button", { name: "New habit" }).click();
    const form = page.getByRole("dialog", { name: "New habit" });
    await form.getByRole("radio", { name: "At most" }).check();
    await form.getByLabel("Goal in minutes").fill("1441");
    await form.getByRole("radio", { name: "Weekdays" }).check();
    await form.getByRole("button", { name: "Create habit" }).click();
    await expect(form.getByLabel("Name")).toHaveAccessibleDescription("Give the habit a name.");
    await expect(form.getByLabel("Goal in minutes")).toHaveAccessibleDescription(
      "A whole number of minutes from 0 to 1,440.",
    );
    await expect(form.getByRole("checkbox", { name: "Monday" })).toHaveAccessibleDescription(
      "Choose at least one weekday.",
    );
    await expect(form.getByLabel("Name")).toBeFocused();
    await form.getByLabel("Name").fill("reading");
    await form.getByLabel("Goal in minutes").fill("20");
    await form.getByRole("checkbox", { name: "Thursday" }).check();
    await form.getByRole("checkbox", { name: "Tuesday" }).check();
    await form.getByRole("button", { name: "Create habit" }).click();
    await expect(form.getByLabel("Name")).toHaveAccessibleDescription(
      /^There is already a habit “Reading”\./,
    );
    await form.getByLabel("Name").fill("Social media");
    await form.getByLabel("Category").fill("Mind");
    await form.getByRole("radio", { name: "Rose" }).check();
    await form.getByRole("button", { name: "Create habit" }).click();
    await expect(form).toBeHidden();
    const row = habitRow(page, "Social media");
    await expect(row).toContainText("Mind · at most 20 min, Tue, Thu");
    await expect(row.getByRole("link")).toHaveAttribute("aria-current", "true");

    await page.getByRole("button", { name: "More for Social media" }).click();
    await page.getByRole("button", { name: "Edit …" }).click();
    const edit = page.getByRole("dialog", { name: "Edit the habit" });
    await expect(edit.getByRole("checkbox", { name: "Thursday" })).toBeChecked();
    await edit.getByRole("radio", { name: "None" }).check();
    await edit.getByRole("radio", { name: "Times a week" }).check();
    await edit.getByLabel("Times a week").last().fill("4");
    await edit.getByRole("button", { name: "Save" }).click();
    await expect(row).toContainText("Mind · 4 × a week");
    await expect(page.getByRole("button", { name: "More for Social media" })).toBeFocused();
  });

  test("is chosen by its name, and stays chosen after a reload", async ({ page, person }) => {
    for (const name of NAMES) await aHabit(person, { name });
    await openHabits(page);
    await expect(page.getByRole("heading", { name: "Reading", level: 2 })).toBeVisible();
    await expect(habitRow(page, "Reading").getByRole("link")).toHaveAttribute("aria-current", "true");
    await habitRow(page, "Piano").getByRole("link").click();
    await expect(page.getByRole("heading", { name: "Piano", level: 2 })).toBeVisible();
    await expect(page).toHaveURL(/\/habits#.+/);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Piano", level: 2 })).toBeVisible();
    await expect(habitRow(page, "Piano").getByRole("link")).toHaveAttribute("aria-current", "true");
    await expect(habitRow(page, "Reading").getByRole("link")).not.toHaveAttribute("aria-current");
  });

  test("is moved by Alt and the arrow keys, by its menu, and by its square", async ({ page, person }) => {
    for (const name of NAMES) await aHabit(person, { name });
    await openHabits(page);
    const link = habitRow(page, "Reading").getByRole("link");
    await link.focus();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(announced(page, "Reading, 2 of 3")).toBeAttached();
    await expect(habitNames(page)).toHaveText(["Stretch", "Reading", "Piano"]);
    await expect(link).toBeFocused();
    await page.keyboard.press("Alt+ArrowDown");
    await expect(habitNames(page)).toHaveText(["Stretch", "Piano", "Reading"]);
    await page.keyboard.press("Alt+ArrowUp");
    await page.keyboard.press("ArrowUp");
    await expect(habitRow(page, "Stretch").getByRole("link")).toBeFocused();
    await page.getByRole("button", { name: "More for Reading" }).click();
    await page.getByRole("button", { name: "Move up" }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Stretch", "Piano"]);
    await expect(page.getByRole("heading", { name: "Reading", level: 2 })).toBeVisible();

    const square = await habitRow(page, "Piano").locator("th i").boundingBox();
    const target = await habitRow(page, "Reading").boundingBox();
    if (!square || !target) throw new Error("they are not visible");
    await page.mouse.move(square.x + square.width / 2, square.y + square.height / 2);
    await page.mouse.down();
    await page.mouse.move(square.x + 4, target.y + target.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect(habitNames(page)).toHaveText(["Piano", "Reading", "Stretch"]);
    const names = async () =>
      (await person.ask("{ viewer { habits { nodes { name } } } }")).viewer.habits.nodes.map(
        ({ name }: { name: string }) => name,
      );
    await expect.poll(names).toEqual(["Piano", "Reading", "Stretch"]);
    await page.reload();
    await expect(habitNames(page)).toHaveText(["Piano", "Reading", "Stretch"]);
  });

  test("is archived and restored, and deleted only after confirmation", async ({ page, person }) => {
    for (const name of NAMES) {
      const id = await aHabit(person, { name });
      if (name !== "Piano") for (const ago of [0, 1]) await logged(person, id, ago, 20);
    }
    // With room below, a menu does not flip above its button while the numbers below it arrive.
    await page.setViewportSize({ width: 1280, height: 1400 });
    await openHabits(page);
    await expect(numberOf(page, "Reading", "Streak").first()).toBeVisible();
    await page.getByRole("button", { name: "More for Reading" }).click();
    await page.getByRole("button", { name: "Delete …" }).click();
    const question = page.getByRole("dialog", { name: "Delete Reading and its 2 logs?" });
    await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
    await question.getByRole("button", { name: "Archive instead" }).click();
    await expect(page.getByText("Reading is archived. Its logs are kept.")).toBeVisible();
    await expect(habitNames(page)).toHaveText(["Stretch", "Piano"]);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Stretch", "Piano"]);

    await habitNames(page).filter({ hasText: "Stretch" }).click();
    await page.getByRole("button", { name: "More for Stretch" }).click();
    await page.getByRole("button", { name: "Archive", exact: true }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Piano"]);
    await page.getByRole("main").locator("summary").filter({ hasText: "Archived" }).click();
    const archived = page.getByRole("list", { name: "Archived habits" }).getByRole("listitem");
    await expect(archived).toHaveText(/^Stretch.*2 logs/);
    await archived.getByRole("button", { name: "Restore Stretch" }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Piano", "Stretch"]);
    await expect(archived).toHaveCount(0);

    // At the end of the page, the toast covers the menu.
    await expect(page.locator("[data-ui=toast]")).toHaveCount(0);
    await habitNames(page).filter({ hasText: "Piano" }).click();
    await page.getByRole("button", { name: "More for Piano" }).click();
    await page.getByRole("button", { name: "Delete …" }).click();
    const piano = page.getByRole("dialog", { name: "Delete Piano?" });
    await piano.getByRole("button", { name: "Keep it" }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Piano", "Stretch"]);
    await page.getByRole("button", { name: "More for Piano" }).click();
    await page.getByRole("button", { name: "Delete …" }).click();
    await piano.getByRole("button", { name: "Delete for good" }).click();
    await expect(habitNames(page)).toHaveText(["Reading", "Stretch"]);
    await expect(page.getByRole("main")).toBeFocused();
  });

  test("appears at once from the cache", async ({ page, person }) => {
    await aHabit(person, { name: "Reading" });
    await openHabits(page);
    await expect(habitNames(page)).toHaveText(["Reading"]);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("HabitWeek")) await held;
      await route.fallback();
    });
    await page.reload();
    await expect(habitNames(page)).toHaveText(["Reading"]);
    await aHabit(person, { name: "Stretch" });
    answer();
    await expect(habitNames(page)).toHaveText(["Reading", "Stretch"]);
  });

  test("can be fetched again after a failure", async ({ page, person }) => {
    await aHabit(person, { name: "Reading" });
    const json = { errors: [{ message: "x", extensions: { code: "INTERNAL", reference: "8f3k0000" } }] };
    await page.route("**/graphql", async (route) => {
      if (!route.request().postData()?.includes("HabitWeek")) return route.fallback();
      await route.fulfill({ json });
    });
    await page.goto("/habits");
    const notice = page.getByRole("alert");
    await expect(notice).toContainText("The server could not do this. Nothing was lost. Reference 8f3k0000.");
    // Opening the socket fetches again by itself, which would take the notice away under the mouse.
    await expect(viewerOf(page)).toContainText("Live");
    await page.waitForLoadState("networkidle");
    await page.unroute("**/graphql");
    await notice.getByRole("button", { name: "Try again" }).click();
    await expect(habitNames(page)).toHaveText(["Reading"]);
    await expect(notice).toHaveCount(0);
  });
});
