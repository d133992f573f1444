import type { Locator, Page } from "@playwright/test";
import { activeTimers, askTimer, aTask, timerStates } from "../scene/tasks-elsewhere.ts";
import { expect, test } from "../scene/test.ts";
import {
  aLineOf,
  buttonOf,
  connectByClick,
  connectedPage,
  cutOff,
  expectWidgetAccessible,
  saidBy,
  taskPage,
  widgetOf,
} from "../scene/widget.ts";

const COMPLETE = `mutation ($id: ID!) {
  updateTask(input: { id: $id, completed: true }) { __typename }
}`;
const TOKEN = `mutation { createApiToken(input: { name: "old", scopes: [TRACKING_WRITE] }) {
  ... on CreateApiTokenPayload { token }
} }`;

const cardOf = (page: Page, title: string): Locator =>
  widgetOf(page).getByRole("group", { name: title, exact: true });
const clockOf = (page: Page, title: string): Locator => cardOf(page, title).getByRole("timer");
const starterOf = (page: Page, title: string): Locator => buttonOf(page, new RegExp(`^Start ${title},`));

test.describe("the widget's timers", () => {
  test("start, pause, extend and stop a task's countdown, and the tracker knows", async ({
    context,
    person,
  }) => {
    await aTask(person, "Calibration quiz", 1500);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(saidBy(page, "No timer is running.")).toBeVisible();
    await starterOf(page, "Calibration quiz").click();
    await expect(clockOf(page, "Calibration quiz")).toHaveText(/^(25:00|24:5\d)$/);
    await expect(saidBy(page, /^Running, ends \d\d:\d\d$/)).toBeVisible();
    await expect(starterOf(page, "Calibration quiz")).toBeHidden();
    expect(await timerStates(person)).toEqual(["Calibration quiz RUNNING"]);
    await buttonOf(page, "Pause").click();
    await expect(saidBy(page, /^Paused at \d\d:\d\d$/)).toBeVisible();
    expect(await timerStates(person)).toEqual(["Calibration quiz PAUSED"]);
    await buttonOf(page, "Resume").click();
    await expect(buttonOf(page, "Pause")).toBeVisible();
    await buttonOf(page, "Add 5 minutes").click();
    await expect(clockOf(page, "Calibration quiz")).toHaveText(/^29:\d\d$/);
    expect(await activeTimers(person)).toMatchObject([{ status: "RUNNING", lengthSeconds: 1800 }]);
    await buttonOf(page, "Stop").click();
    await expect(starterOf(page, "Calibration quiz")).toBeVisible();
    expect(await timerStates(person)).toEqual([]);
  });

  test("ask in place for the length of a task without one", async ({ context, person }) => {
    await aTask(person, "Plan next week", null);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await starterOf(page, "Plan next week").click();
    const minutes = widgetOf(page).getByRole("spinbutton", { name: "Minutes" });
    await expect(minutes).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(minutes).toBeHidden();
    await expect(starterOf(page, "Plan next week")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(minutes).toBeFocused();
    await page.keyboard.type("90");
    await page.keyboard.press("Enter");
    await expect(clockOf(page, "Plan next week")).toHaveText(/^1:(30:00|29:5\d)$/);
    expect(await activeTimers(person)).toMatchObject([{ status: "RUNNING", lengthSeconds: 5400 }]);
  });

  test("follow other clients' changes, the next to end first", async ({ context, person }) => {
    const long = await aTask(person, "Long one", 3600);
    const short = await aTask(person, "Short one", 60);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(starterOf(page, "Long one")).toBeVisible();
    const titles = () =>
      widgetOf(page)
        .getByRole("timer")
        .locator("xpath=../..")
        .evaluateAll((cards) =>
          cards.filter((card) => card.getAttribute("role") === "group").map((card) => card.ariaLabel),
        );
    await askTimer(person, "startTimer", { taskId: long });
    await expect(clockOf(page, "Long one")).toBeVisible();
    await askTimer(person, "startTimer", { taskId: short });
    await expect(clockOf(page, "Short one")).toBeVisible();
    expect(await titles()).toEqual(["Short one", "Long one"]);
    await askTimer(person, "pauseTimer", { taskId: short });
    await expect(saidBy(page, /^Paused at/)).toBeVisible();
    await expect.poll(titles).toEqual(["Long one", "Short one"]);
    await person.ask(COMPLETE, { id: long });
    await expect(cardOf(page, "Long one")).toBeHidden();
    await aTask(person, "New one", 120);
    await expect(starterOf(page, "New one")).toBeVisible();
  });

  test("count past the end until stopped", async ({ context, person }) => {
    await aTask(person, "Laundry", 2);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await starterOf(page, "Laundry").click();
    await expect(clockOf(page, "Laundry")).toHaveText(/^\+00:0\d$/);
    await expect(saidBy(page, /^Over, ended \d\d:\d\d$/)).toBeVisible();
    expect(await timerStates(person)).toEqual(["Laundry COMPLETED"]);
    await expectWidgetAccessible(page, "with an overrun");
    await buttonOf(page, "Stop").click();
    await expect(cardOf(page, "Laundry")).toBeHidden();
    expect(await timerStates(person)).toEqual([]);
  });

  test("offer the next phase of a plan", async ({ context, person }) => {
    const task = await aTask(person, "Essay", null);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(starterOf(page, "Essay")).toBeVisible();
    await askTimer(person, "startTimer", { taskId: task, seconds: 1, phase: "WORK" });
    await expect(saidBy(page, /^Work, ended/)).toBeVisible();
    await buttonOf(page, "Start short break").click();
    await expect(saidBy(page, /^Short break, ends/)).toBeVisible();
    await expect(clockOf(page, "Essay")).toHaveText(/^(05:00|04:5\d)$/);
  });

  test("are found by name, among many", async ({ context, person }) => {
    for (let number = 1; number <= 25; number++) await aTask(person, `Batch ${number}.`, 600);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(saidBy(page, "Find others by name.")).toBeVisible();
    await expect(starterOf(page, "Batch 25.")).toBeHidden();
    await widgetOf(page).getByRole("searchbox", { name: "Find a task" }).fill("25");
    await expect(starterOf(page, "Batch 25.")).toBeVisible();
    await expect(starterOf(page, "Batch 1.")).toBeHidden();
    await widgetOf(page).getByRole("searchbox").fill("nothing of this name");
    await expect(saidBy(page, "No open tasks match.")).toBeVisible();
  });

  test("show in place why a press did nothing", async ({ context, person }) => {
    const task = await aTask(person, "Calibration quiz", 1500);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(starterOf(page, "Calibration quiz")).toBeVisible();
    await askTimer(person, "startTimer", { taskId: task });
    await expect(buttonOf(page, "Pause")).toBeVisible();
    // Another client is slightly faster.
    await page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("pauseTimer")) {
        await askTimer(person, "stopTimer", { taskId: task });
      }
      await route.continue();
    });
    await buttonOf(page, "Pause").click();
    await expect(saidBy(page, "This timer was stopped. Nothing was changed. Start it again.")).toBeVisible();
    await expect(starterOf(page, "Calibration quiz")).toBeVisible();
  });
});

test.describe("the timers' face", () => {
  test("is remembered, and shows the most urgent timer when the widget is compact", async ({
    context,
    person,
  }) => {
    const quiz = await aTask(person, "Calibration quiz", 1500);
    const later = await aTask(person, "Later", 3600);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await askTimer(person, "startTimer", { taskId: later });
    await askTimer(person, "startTimer", { taskId: quiz });
    await expect(clockOf(page, "Calibration quiz")).toBeVisible();
    await page.reload();
    await expect(clockOf(page, "Calibration quiz")).toBeVisible();
    await expect(buttonOf(page, "Timers")).toHaveAttribute("aria-pressed", "true");
    await buttonOf(page, "Make compact").click();
    await expect(clockOf(page, "Later")).toBeHidden();
    await expect(clockOf(page, "Calibration quiz")).toHaveText(/^2[45]:\d\d$/);
    expect(await widgetOf(page).locator("section").boundingBox()).toMatchObject({ width: 208, height: 48 });
    await expectWidgetAccessible(page, "compact, with a timer");
    await buttonOf(page, "Pause").click();
    // A paused timer is less urgent than a running one.
    await expect(clockOf(page, "Later")).toBeVisible();
    await buttonOf(page, "Expand").click();
    await expect(buttonOf(page, "Resume")).toBeVisible();
    await buttonOf(page, "Questions").click();
    await expect(buttonOf(page, "Start")).toBeVisible();
    await expect(clockOf(page, "Calibration quiz")).toBeHidden();
    await page.reload();
    await expect(buttonOf(page, "Start")).toBeVisible();
  });

  test("keeps the questions' hotkeys working", async ({ context, person: _ }) => {
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await expect(saidBy(page, "No open tasks. Add one in your tracker.")).toBeVisible();
    await page.getByRole("heading", { name: "Rate this result" }).click();
    await page.keyboard.press("Control+q");
    await expect(saidBy(page, "Q1")).toBeVisible();
  });

  test("keeps counting while the tracker is out of reach, and catches up afterwards", async ({
    context,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    const quiz = await aTask(person, "Calibration quiz", 1500);
    const other = await aTask(person, "Other", 900);
    const line = await aLineOf(context);
    const page = await connectedPage(context);
    await buttonOf(page, "Timers").click();
    await starterOf(page, "Calibration quiz").click();
    await expect(clockOf(page, "Calibration quiz")).toBeVisible();
    await line.lose();
    await askTimer(person, "pauseTimer", { taskId: quiz });
    await askTimer(person, "startTimer", { taskId: other });
    await buttonOf(page, "Pause").click();
    await expect(saidBy(page, /^Offline\. Counting continues/)).toBeVisible();
    await expect(buttonOf(page, "Pause")).toHaveAttribute("title", "Needs the server");
    const before = (await clockOf(page, "Calibration quiz").textContent()) ?? "";
    await expect(clockOf(page, "Calibration quiz")).not.toHaveText(before);
    await expect(cardOf(page, "Other")).toBeHidden();
    await expectWidgetAccessible(page, "without the server");
    await line.mend();
    await expect(clockOf(page, "Other")).toBeVisible({ timeout: 40_000 });
    await expect(saidBy(page, /^Paused at/)).toBeVisible();
    await expect(saidBy(page, "Offline")).toBeHidden({ timeout: 40_000 });
    // The new connection pushes changes again.
    await askTimer(person, "resumeTimer", { taskId: quiz });
    await expect(saidBy(page, /^Paused at/)).toBeHidden({ timeout: 40_000 });
  });

  test("is loaded when it is first opened, and again after a failure", async ({
    context,
    person,
    faults,
  }) => {
    faults.expectLostConnections();
    await aTask(person, "Calibration quiz", 1500);
    const page = await connectedPage(context);
    const asked: string[] = [];
    page.on("request", (request) => request.url().includes("widget-timers") && asked.push(request.url()));
    await page.route("**/widget-timers.js*", (route) => route.abort("connectionrefused"));
    expect(asked).toEqual([]);
    await buttonOf(page, "Timers").click();
    await expect(saidBy(page, "The timers could not be loaded.")).toBeVisible();
    await page.unroute("**/widget-timers.js*");
    await buttonOf(page, "Questions").click();
    await buttonOf(page, "Timers").click();
    await expect(starterOf(page, "Calibration quiz")).toBeVisible();
    expect(asked).toHaveLength(2);
  });

  test("works under a CSP that allows only the tracker", async ({ page, person }) => {
    await aTask(person, "Calibration quiz", 1500);
    await page.goto(taskPage("/careful"));
    await connectByClick(page);
    await buttonOf(page, "Timers").click();
    await starterOf(page, "Calibration quiz").click();
    await expect(buttonOf(page, "Pause")).toBeVisible();
    expect(await timerStates(person)).toEqual(["Calibration quiz RUNNING"]);
  });

  test("says what to do with a token from before timers existed", async ({ context, person, faults }) => {
    faults.expectRefusedTokens();
    await aTask(person, "Calibration quiz", 1500);
    const { token } = (await person.ask(TOKEN)).createApiToken;
    const server = `http://127.0.0.1:${process.env.E2E_PORT}`;
    const page = await context.newPage();
    await page.goto(taskPage());
    await widgetOf(page)
      .getByRole("textbox", { name: "Connection code" })
      .fill(btoa(JSON.stringify({ server, token })));
    await buttonOf(page, "Timers").click();
    await expect(saidBy(page, "This widget may not use timers yet. Connect it again.")).toBeVisible();
    await expectWidgetAccessible(page, "with an old token");
    const opened = page.waitForEvent("popup");
    await buttonOf(page, "Connect again").click();
    await (await opened).getByRole("button", { name: "Allow", exact: true }).click();
    await expect(starterOf(page, "Calibration quiz")).toBeVisible();
  });
});

test("axe finds no violation in the widget's timers, in light and in dark", async ({ context, person }) => {
  test.setTimeout(90_000);
  const running = await aTask(person, "Calibration quiz", 1500);
  const paused = await aTask(person, "Invoice for October", 1200);
  for (const title of ["Side-by-side practice set", "Call the dentist", "Plan next week"]) {
    await aTask(person, title, title.startsWith("Plan") ? null : 600);
  }
  const page = await connectedPage(context);
  await buttonOf(page, "Timers").click();
  await expect(starterOf(page, "Call the dentist")).toBeVisible();
  await expectWidgetAccessible(page, "with tasks alone");
  await askTimer(person, "startTimer", { taskId: running });
  await askTimer(person, "startTimer", { taskId: paused });
  await askTimer(person, "pauseTimer", { taskId: paused });
  await expect(saidBy(page, /^Paused at/)).toBeVisible();
  await starterOf(page, "Plan next week").click();
  await expectWidgetAccessible(page, "running, paused, and asking for minutes");
});

test.describe("on a touch screen", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("every control of the timers is large enough for a finger", async ({ page, person }) => {
    await aTask(person, "Calibration quiz", 1500);
    await aTask(person, "Plan next week", null);
    await page.goto(taskPage());
    await connectByClick(page);
    await buttonOf(page, "Timers").tap();
    await starterOf(page, "Calibration quiz").tap();
    await expect(buttonOf(page, "Pause")).toBeVisible();
    await starterOf(page, "Plan next week").tap();
    const targets = widgetOf(page).locator("button:visible, input:visible");
    const boxes = await targets.evaluateAll((all) => all.map((each) => each.getBoundingClientRect()));
    expect(boxes.length).toBeGreaterThan(7);
    for (const { width, height } of boxes) {
      expect(width).toBeGreaterThanOrEqual(48);
      expect(height).toBeGreaterThanOrEqual(48);
    }
  });
});

test("without the server, the page is unaffected", async ({ context, person: _, faults }) => {
  faults.expectLostConnections();
  const page = await connectedPage(context);
  const mend = await cutOff(context);
  await buttonOf(page, "Timers").click();
  await expect(saidBy(page, "Offline. Timers need the server.")).toBeVisible();
  await mend();
  await expect(saidBy(page, "No open tasks")).toBeVisible({ timeout: 40_000 });
});
