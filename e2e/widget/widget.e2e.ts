import { expect, test } from "../scene/test.ts";
import { openToday, questionOf } from "../scene/today.ts";
import { buttonOf, connectByClick, connectedPage, saidBy, taskPage, widgetOf } from "../scene/widget.ts";

const TOKENS = "{ viewer { apiTokens { nodes { id name origin scopes } } } }";

test.describe("the widget on a page of another site is connected", () => {
  test("by one click, with a token that is valid only on that site", async ({ page, person }) => {
    await page.goto(taskPage());
    await expect(saidBy(page, "not connected")).toBeVisible();
    await connectByClick(page);
    await expect(saidBy(page, "No session")).toBeVisible();
    const [token] = (await person.ask(TOKENS)).viewer.apiTokens.nodes;
    expect(token).toMatchObject({
      origin: new URL(taskPage()).origin,
      scopes: ["TIMERS_WRITE", "TRACKING_WRITE"],
    });
  });

  test("by one click of a new visitor, who becomes a guest", async ({ page }) => {
    await page.goto(taskPage());
    await connectByClick(page);
    await buttonOf(page, "Start").click();
    await expect(saidBy(page, "Q1")).toBeVisible();
    const dashboard = await page.context().newPage();
    await dashboard.goto("/");
    await expect(questionOf(dashboard, "Question 1")).toBeVisible();
  });

  test("by a code pasted from Settings, but not by half of one", async ({ context, page, person: _ }) => {
    const settings = await context.newPage();
    await settings.goto("/settings");
    await settings.getByRole("button", { name: /connection code/i }).click();
    const code = await settings.getByRole("textbox", { name: "Connection code" }).inputValue();
    await page.goto(taskPage());
    const field = widgetOf(page).getByRole("textbox", { name: "Connection code" });
    await field.fill(code.slice(0, 30));
    await expect(saidBy(page, /code is incomplete/)).toBeVisible();
    await field.fill(code);
    await expect(buttonOf(page, "Start")).toBeVisible();
  });

  test("not at all when it is not allowed", async ({ page, person }) => {
    await page.goto(taskPage());
    const opened = page.waitForEvent("popup");
    await buttonOf(page, "Connect").click();
    const tracker = await opened;
    await tracker.getByRole("button", { name: "Do not allow" }).click();
    await expect(tracker.getByRole("heading", { name: "Connection declined" })).toBeVisible();
    await expect(buttonOf(page, "Connect")).toBeVisible();
    expect((await person.ask(TOKENS)).viewer.apiTokens.nodes).toEqual([]);
  });
});

test.describe("the widget", () => {
  test("drives the session with its buttons, and the dashboard follows", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    const dashboard = await context.newPage();
    await openToday(dashboard);
    await buttonOf(page, "Start").click();
    await expect(questionOf(dashboard, "Question 1")).toBeVisible();
    await buttonOf(page, "Next").click();
    await expect(questionOf(dashboard, "Question 2")).toBeVisible();
    await expect(saidBy(page, "Q2")).toBeVisible();
    await buttonOf(page, "Pause").click();
    await expect(saidBy(page, "Paused since")).toBeVisible();
    await expect(dashboard.getByRole("button", { name: "Resume" })).toBeVisible();
    await buttonOf(page, "Resume").click();
    await expect(dashboard.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
    await buttonOf(page, "Undo").click();
    await expect(questionOf(dashboard, "Question 1")).toBeVisible();
    await buttonOf(page, "Exit").click();
    await expect(questionOf(dashboard, "No session is running")).toBeVisible();
    await expect(saidBy(page, /^Session ended/)).toBeVisible();
  });

  test("follows the dashboard, and other clients", async ({ context, person }) => {
    const page = await connectedPage(context);
    const dashboard = await context.newPage();
    await openToday(dashboard);
    await dashboard.keyboard.press("n");
    await expect(saidBy(page, "Q1")).toBeVisible();
    await dashboard.keyboard.press("p");
    await expect(saidBy(page, "Paused since")).toBeVisible();
    expect(await person.press("NEXT")).toBeNull();
    await expect(saidBy(page, "Q2")).toBeVisible();
    await expect(widgetOf(page).getByRole("timer")).toHaveText(/^00:\d\d$/);
    await dashboard.keyboard.press("e");
    await expect(saidBy(page, "No session")).toBeVisible();
  });

  test("reacts to its hotkeys, except while typing into a field", async ({ context, person }) => {
    const page = await connectedPage(context);
    await page.getByRole("heading", { name: "Rate this result" }).click();
    await page.keyboard.press("Control+q");
    await expect(saidBy(page, "Q1")).toBeVisible();
    await page.keyboard.press("Control+Shift+P");
    await expect(saidBy(page, "Paused since")).toBeVisible();
    await page.getByRole("textbox", { name: "Comment" }).focus();
    await page.keyboard.press("Control+q");
    await page.keyboard.press("Control+Shift+Q");
    await page.getByRole("radio", { name: "Good" }).focus();
    await page.keyboard.press("Control+q");
    await expect(saidBy(page, "Q2")).toBeVisible();
    await page.keyboard.press("Control+Shift+X");
    await expect(saidBy(page, "Q1")).toBeVisible();
    await page.keyboard.press("Control+Shift+Q");
    await expect(saidBy(page, "No session")).toBeVisible();
    await expect
      .poll(async () => (await person.sessions())[0]?.events.map(({ type }) => type))
      .toEqual(["NEXT", "PAUSE", "NEXT", "UNDO", "EXIT"]);
  });

  test("uses the page's estimate as the question's target", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    await buttonOf(page, "Start").click();
    const dashboard = await context.newPage();
    await openToday(dashboard);
    await expect(questionOf(dashboard, "Question 1")).toBeVisible();
    await expect(dashboard.getByRole("main")).toContainText("target 03:00");
  });

  test("says why a press does nothing", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    await buttonOf(page, "Exit").click({ force: true });
    await expect(saidBy(page, "No session is running: press Next.")).toBeVisible();
  });

  test("appears once, even if two scripts include it", async ({ page, person: _ }) => {
    await page.goto(taskPage("/twice"));
    await expect(buttonOf(page, "Connect")).toHaveCount(1);
    await expect(widgetOf(page)).toHaveCount(1);
  });
});

test.describe("in a browser that keeps Ctrl+Q for itself", () => {
  test.use({ userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" });

  test("the widget says so, and its menu has other keys", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    await expect(saidBy(page, /may quit or act on Ctrl\+Q, .*The menu has other keys/)).toBeVisible();
    await buttonOf(page, "Menu").click();
    await buttonOf(page, "Alt+Shift keys").click();
    await expect(buttonOf(page, "Next: Alt+Shift+N")).toBeVisible();
    await expect(saidBy(page, "may quit")).toBeHidden();
    await buttonOf(page, "Close").click();
    await page.getByRole("heading", { name: "Rate this result" }).click();
    await page.keyboard.press("Alt+Shift+N");
    await expect(saidBy(page, "Q1")).toBeVisible();
    await expect(saidBy(page, "may quit")).toBeHidden();
  });
});
