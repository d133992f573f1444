import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { wholeDatabase } from "./scene/database-dump.ts";
import { anOwnServer } from "./scene/own-server.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, questionOf, sessionRows } from "./scene/today.ts";

const PASSWORD = "lamppost quiver ninety";
const NEW_PASSWORD = "seven loud geese fly";
const password = (page: Page) => page.getByRole("textbox", { name: /password$/i });

test.describe.configure({ timeout: 120_000 });

test("an account's life: a guest tracks, registers, logs in elsewhere, ends that login, changes the password, and deletes everything", async ({
  page,
  browser,
  faults,
}) => {
  faults.expectRefusedTokens();
  faults.expectLostConnections();
  const server = await anOwnServer();
  const mark = `Mark${randomUUID().slice(0, 8)}`;
  const email = `${mark}@example.org`;
  const rowsOf = async (marks: readonly string[]) =>
    (await wholeDatabase(server.dataDirectory)).filter((row) => marks.some((one) => row.includes(one)));
  try {
    await server.start();
    await page.goto(server.origin);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^00:0[1-9]$/);
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 2")).toBeVisible();

    await page.goto(`${server.origin}/register`);
    await page.getByLabel("First name").fill(mark);
    await page.getByLabel("E-mail").fill(email);
    await password(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Register" }).click();
    await expect(page.getByRole("button", { name: new RegExp(`^${mark}`) })).toBeVisible();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(sessionRows(page)).toHaveCount(1);
    const [account = ""] = await rowsOf([mark]);
    const userId = /"id": "([0-9a-f-]{36})"/.exec(account)?.[1] ?? "nobody";
    const tables = new Set((await rowsOf([mark, email, userId])).map((row) => row.split(":")[0]));
    for (const table of [
      "users",
      "passwords",
      "auth_sessions",
      "work_sessions",
      "tracker_events",
      "audit_log",
    ])
      expect(tables).toContain(table);

    const elsewhere = await browser.newContext({
      userAgent: "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Firefox/140.0",
    });
    await faults.watch(elsewhere);
    const other = await elsewhere.newPage();
    await other.goto(`${server.origin}/login`);
    await other.getByLabel("E-mail").fill(email);
    await password(other).fill(PASSWORD);
    await other.getByRole("button", { name: "Log in" }).click();
    await expect(questionOf(other, "Question 2")).toBeVisible();

    await page.goto(`${server.origin}/settings`);
    await page.getByRole("button", { name: /^End the login of Firefox on Android/ }).click();
    await expect(other.getByRole("heading", { name: /logged out/i })).toBeVisible();
    await expect(other.getByText(mark)).toHaveCount(0);

    await page.getByRole("button", { name: "Change the password" }).click();
    const change = page.getByRole("dialog", { name: "Change your password" });
    await change.getByLabel("Current password", { exact: true }).fill(PASSWORD);
    await change.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
    await change.getByRole("button", { name: "Change the password" }).click();
    await expect(
      page.getByText("Your password has been changed. Every other login has ended."),
    ).toBeVisible();

    await page.getByRole("button", { name: "Delete …" }).click();
    const deletion = page.getByRole("dialog", { name: "Delete your account?" });
    await deletion.getByLabel("Your password", { exact: true }).fill(NEW_PASSWORD);
    await deletion.getByRole("button", { name: "Delete everything" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
    expect(await rowsOf([mark, email, userId])).toEqual([]);
    await elsewhere.close();
  } finally {
    await server.discard();
  }
});
