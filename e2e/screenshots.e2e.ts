import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { dateIn } from "./scene/afternoon.ts";
import { aDayOfWork, aSession, someQuestions } from "./scene/past-session.ts";
import type { Person } from "./scene/person.ts";
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

/** A week of work, and today with a question that runs for 3:41. */
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
    test.describe.configure({ timeout: 90_000 });

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

    test("of a session and of settings", async ({ page, person }) => {
      await aWeek(person);
      await openToday(page);
      await sessionRows(page).nth(1).getByRole("link").click();
      await expect(statOf(page, "Questions").first()).toHaveText("19");
      await picture(page, "session", true);
      await page.keyboard.press("Tab");
      await page.getByRole("region", { name: "Duration chart" }).press("ArrowRight");
      await picture(page, "session-bar");
      await page.goto("/settings");
      await page.getByRole("button", { name: /connection code/i }).click();
      await expect(page.getByRole("button", { name: /^Revoke / })).toBeVisible();
      await picture(page, "settings", true);
    });
  });
}
