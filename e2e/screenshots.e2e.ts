import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { dateIn } from "./scene/afternoon.ts";
import { aWeekOfHabits, cellOf, habitRows, openHabits } from "./scene/habits.ts";
import { anOwnServer } from "./scene/own-server.ts";
import { aDayOfWork, aSession, someQuestions } from "./scene/past-session.ts";
import { anAccount, type Person } from "./scene/person.ts";
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
import { openToday, questionOf, sessionRows, statOf } from "./scene/today.ts";
import { buttonOf, connectByClick, cutOff, saidBy, taskPage } from "./scene/widget.ts";

const folder = fileURLToPath(new URL("screenshots/", import.meta.url));
const DAY = 24 * 3_600_000;
const LOOKS = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 }, full: true },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 }, full: false },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 }, full: true },
] as const;

const NAMED = `mutation { updateProfile(input: { firstName: "Ilse", lastName: "Brandt" }) { __typename } }`;

const BACKUP_TOKEN = `mutation {
  createApiToken(input: { name: "Backup script", scopes: [READ], expiresAt: "2099-01-01T12:00:00Z" }) { __typename }
}`;
const LOGIN = `mutation ($input: LoginInput!) { login(input: $input) { __typename } }`;

/** A week of work, and today with a question that has run for 3:41. */
async function aWeek(person: Person) {
  const now = Date.now();
  await person.ask(NAMED);
  for (const [ago, count] of [
    [6, 24],
    [5, 31],
    [4, 18],
    [3, 40],
    [1, 36],
  ] as const) {
    await person.live(aSession(now - ago * DAY - 4 * 3_600_000, someQuestions(count, 322, ago), "ended"));
  }
  await person.live(aDayOfWork(now, 221));
}

for (const { name, colorScheme, viewport, full } of LOOKS) {
  test.describe(`pictures in ${name}`, () => {
    test.use({ colorScheme, viewport });
    // The pictures are for people to look at; the other files contain the automatic checks.
    test.skip(Boolean(process.env.CI), "Pictures are taken only where someone looks at them.");

    async function picture(page: Page, of: string, alsoFull = false) {
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.mouse.move(0, 0);
      await page.screenshot({ path: `${folder}${of}-${name}.png`, animations: "disabled" });
      if (alsoFull && full) {
        await page.screenshot({
          path: `${folder}${of}-${name}-full.png`,
          fullPage: true,
          animations: "disabled",
        });
      }
    }

    test("of a first visit", async ({ page }) => {
      await page.goto("/");
      await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
      await picture(page, "first-run");
      await page.goto("/connect?origin=https://raterhub.com&nonce=1");
      await expect(page.getByRole("button", { name: "Allow", exact: true })).toBeVisible();
      await picture(page, "connect");
    });

    test("of logging in and registering", async ({ page }) => {
      await page.goto("/login");
      // Failed logins are counted per address.
      await page.getByLabel("E-mail").fill(`ilse@${name}.example.org`);
      await page.getByRole("textbox", { name: "Password" }).fill("not-a-password");
      await page.getByRole("button", { name: "Log in" }).click();
      await expect(page.getByRole("alert")).toHaveText("That e-mail and password do not match.");
      await page.evaluate(
        () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
      );
      await picture(page, "login");
      await page.goto("/register");
      await expect(page.getByRole("button", { name: "Register" })).toBeVisible();
      await picture(page, "login-register", true);
      await page.getByLabel("E-mail").fill("ilse@example");
      await page.getByRole("textbox", { name: "Password" }).fill("Password2026!");
      await page.getByRole("button", { name: "Register" }).click();
      await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
      await expect(page.getByRole("meter", { name: "Password strength" })).toBeVisible();
      await picture(page, "login-refused", true);
      await page.goto("/reset-password");
      await expect(page.getByText("This server does not send mail")).toBeVisible();
      await picture(page, "login-reset");
    });

    test("of a day of work", async ({ page, person }) => {
      await aWeek(person);
      await openToday(page);
      await expect(questionOf(page, "Question 15")).toBeVisible();
      await expect(statOf(page, "Questions").first()).toHaveText("54");
      await picture(page, "today", true);
      await page.getByRole("button", { name: "Pause", exact: true }).click();
      await expect(page.getByText(/^Paused since/)).toBeVisible();
      await picture(page, "today-paused");
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByText(/over target$/)).toBeVisible();
      await picture(page, "today-over");
      await page.getByRole("button", { name: "Exit" }).click();
      await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
      await picture(page, "today-idle");
      await page.goto(`/day/${dateIn(person.timezone, Date.now() - DAY)}`);
      await expect(statOf(page, "Questions").first()).toHaveText("36");
      await picture(page, "past-day");
      await page.getByRole("button", { name: "Choose a day" }).click();
      await expect(page.getByRole("button", { name: /, 36 questions$/ })).toBeVisible();
      await picture(page, "calendar");
      await page.goto(`/week/${dateIn(person.timezone, Date.now() - 6 * DAY)}`);
      await expect(page.getByRole("row")).toHaveCount(9);
      await picture(page, "week");
    });

    test("of tasks with their countdowns", async ({ page, person }) => {
      await aWeek(person);
      await openTasks(page);
      await expect(page.getByRole("heading", { name: "Nothing to do yet" })).toBeVisible();
      await picture(page, "tasks-empty");
      await aDayOfTasks(person);
      await expect(todoRows(page)).toHaveCount(5);
      await expect(timerCard(page, "Laundry").getByText(/^Over, ended/)).toBeVisible();
      await quickAdd(page).fill("Read the update to the guidelines 25m");
      await picture(page, "tasks", true);
      await todoRow(page, "Update rater profile")
        .getByRole("button", { name: /^More for/ })
        .click();
      await expect(page.getByRole("button", { name: "Start pomodoro" })).toBeVisible();
      await picture(page, "tasks-menu");
      await page.getByRole("button", { name: /^Edit/ }).click();
      await expect(page.getByRole("form", { name: "Edit Update rater profile" })).toBeVisible();
      await picture(page, "tasks-edit");
      await page.keyboard.press("Escape");
      for (const name of ["Completed", "Last 7 days", "Pomodoro"]) {
        await page.getByRole("main").locator("summary").filter({ hasText: name }).click();
      }
      await expect(completedRows(page)).toHaveCount(3);
      await expect(page.getByRole("table").getByRole("row")).toHaveCount(8);
      await picture(page, "tasks-details", true);
      await timerCard(page, "Laundry")
        .getByRole("button", { name: /^More for/ })
        .click();
      await page.getByRole("button", { name: "History" }).click();
      await expect(page.getByRole("dialog").getByRole("row")).toHaveCount(2);
      await picture(page, "tasks-history");
    });

    test("of habits and their week", async ({ page, person }) => {
      await aWeek(person);
      await page.goto("/habits");
      await expect(page.getByRole("heading", { name: "No habits yet" })).toBeVisible();
      await picture(page, "habits-empty");
      await page.getByRole("button", { name: "Create your first habit" }).click();
      await page.getByLabel("Goal in minutes").fill("often");
      await page.getByRole("radio", { name: "Weekdays" }).check();
      await page.getByRole("button", { name: "Create habit" }).click();
      await expect(page.locator("input[aria-invalid=true]").first()).toBeFocused();
      await picture(page, "habits-form");
      await page.keyboard.press("Escape");
      await aWeekOfHabits(person);
      await openHabits(page);
      await expect(habitRows(page)).toHaveCount(5);
      await expect(page.getByRole("heading", { name: "Reading", level: 2 })).toBeVisible();
      await picture(page, "habits", true);
      await cellOf(page, "Reading", 3).click();
      await page.keyboard.type("1441");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toHaveText("At most 1,440 minutes: a day has no more.");
      await picture(page, "habits-minutes");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "More for Reading" }).click();
      await expect(page.getByRole("button", { name: "Move down" })).toBeVisible();
      await picture(page, "habits-menu");
      await page.getByRole("button", { name: "Delete …" }).click();
      await expect(page.getByRole("dialog", { name: /^Delete Reading and its 10 logs/ })).toBeVisible();
      await picture(page, "habits-delete");
    });

    test("of the widget on a page of another site", async ({ context, page, person, faults }) => {
      faults.expectLostConnections();
      await aWeek(person);
      await page.goto(taskPage());
      await expect(buttonOf(page, "Connect")).toBeVisible();
      await picture(page, "widget-unconnected");
      await connectByClick(page);
      await expect(saidBy(page, "Q15")).toBeVisible();
      await picture(page, "widget");
      await buttonOf(page, "Make compact").click();
      await picture(page, "widget-compact");
      await buttonOf(page, "Expand").click();
      await buttonOf(page, "Menu").click();
      await picture(page, "widget-menu");
      await buttonOf(page, "Close").click();
      await buttonOf(page, "Pause").click();
      await expect(saidBy(page, "Paused since")).toBeVisible();
      await picture(page, "widget-paused");
      const mend = await cutOff(context);
      await buttonOf(page, "Next").click();
      await expect(saidBy(page, "queued")).toBeVisible();
      await picture(page, "widget-offline");
      await mend();
    });

    test("of a session", async ({ page, person }) => {
      await aWeek(person);
      await openToday(page);
      await sessionRows(page).nth(1).getByRole("link").click();
      await expect(statOf(page, "Questions").first()).toHaveText("19");
      await picture(page, "session", true);
      await page.keyboard.press("Tab");
      await page.getByRole("region", { name: "Duration chart" }).press("ArrowRight");
      await picture(page, "session-bar");
    });

    test("of a guest's settings", async ({ page, person }) => {
      await person.ask(NAMED);
      await page.goto("/settings");
      await page.getByRole("button", { name: /connection code/i }).click();
      await expect(page.getByRole("button", { name: /^Revoke / })).toBeVisible();
      await page.evaluate(() => scrollTo(0, 0));
      await picture(page, "settings-guest", true);
    });

    test("of a registered user's settings", async ({ context, page, playwright, timezoneId }) => {
      const server = await anOwnServer();
      const outside = await playwright.request.newContext();
      try {
        await server.start();
        const ilse = await anAccount(context.request, outside, timezoneId ?? "Europe/Berlin", server.origin);
        await ilse.press("NEXT");
        await ilse.ask(BACKUP_TOKEN);
        const phone = await playwright.request.newContext({ userAgent: "(Android 14) Firefox/140.0" });
        const { email, password } = ilse;
        const data = { query: LOGIN, variables: { input: { email, password } } };
        await phone.post(`${server.origin}/graphql`, { data });
        await phone.dispose();
        await page.goto(`${server.origin}/settings`);
        const tokens = page.getByRole("region", { name: "API tokens" });
        await page.getByRole("button", { name: "New invitation" }).click();
        await expect(page.getByRole("textbox", { name: "Link to register" })).toBeVisible();
        await page.getByRole("button", { name: "New token" }).click();
        await page.getByRole("dialog").getByLabel("Name").fill("Spreadsheet");
        await picture(page, "settings-token");
        await page.getByRole("button", { name: "Create the token" }).click();
        await expect(tokens.getByRole("textbox", { name: "New token" })).toBeVisible();
        await page.evaluate(() => scrollTo(0, 0));
        await picture(page, "settings", true);
        await page.getByRole("button", { name: "Change the password" }).click();
        await page.getByLabel("New password", { exact: true }).fill("nine quiet lamps");
        await expect(page.getByRole("meter", { name: "Password strength" })).toBeVisible();
        await picture(page, "settings-password");
        await page.keyboard.press("Escape");
        await page.getByRole("button", { name: "Delete …" }).click();
        await picture(page, "settings-delete");
      } finally {
        await page.close();
        await outside.dispose();
        await server.discard();
      }
    });
  });
}
