import type { Page } from "@playwright/test";
import {
  anAddress,
  expectToBeIn,
  logInOnPage,
  PASSWORD,
  passwordField,
  registerOnPage,
} from "./scene/door.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, openToday, questionOf, sessionRows, viewerOf } from "./scene/today.ts";

async function logOutOf(page: Page): Promise<void> {
  await viewerOf(page)
    .or(page.getByRole("button", { name: /^Ilse/ }))
    .first()
    .click();
  await page.getByRole("button", { name: "Log out" }).click();
  await expect(page.getByRole("heading", { name: "Start your first question" })).toBeVisible();
}

/** Everything that this browser stores for display, as text. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const found: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (!name?.startsWith("pacekeeper-seen")) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store).getAll();
        found.push(await new Promise((resolve) => (rows.onsuccess = () => resolve(rows.result))));
      }
      database.close();
    }
    return JSON.stringify(found);
  });

test.describe("a browser whose user changes", () => {
  test("shows and keeps nothing of the previous user", async ({ page }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await page.reload();
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await expect.poll(() => kept(page)).toContain("Ilse");
    await logOutOf(page);
    await expect(page.getByText("Ilse")).toHaveCount(0);
    expect(await kept(page)).not.toContain("Ilse");
    expect(await kept(page)).not.toContain(email);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(sessionRows(page)).toHaveText([/–now Running/]);
    await expect(page.getByRole("button", { name: /^Guest/ })).toBeVisible();
  });

  test("sends queued presses before it logs out", async ({ page }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await logOutOf(page);
    await logInOnPage(page, email);
    await expectToBeIn(page);
    await expect(questionOf(page, "Question 1")).toBeVisible();
  });

  test("gives an account its guest's presses if the server was out of reach before", async ({
    page,
    context,
    faults,
  }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    await logOutOf(page);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(clockOf(page)).toHaveText(/^00:0[1-9]$/);
    await page.goto("/login");
    faults.expectLostConnections();
    await context.route("**/graphql", (route) =>
      route.request().postData()?.includes("recordEvents") ? route.abort() : route.continue(),
    );
    await page.goto("/");
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await page.getByRole("link", { name: "Log in or register" }).click();
    await page.getByLabel("E-mail").fill(email);
    await passwordField(page).fill(PASSWORD);
    await passwordField(page).press("Enter");
    await expectToBeIn(page);
    await context.unroute("**/graphql");
    await page.reload();
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => Object.keys(localStorage).join()))
      .not.toContain("pacekeeper.event.");
  });

  test("updates its other windows to the current user", async ({ page, context }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    const other = await context.newPage();
    await openToday(other);
    await expect(other.getByRole("button", { name: /^Ilse Brandt/ })).toBeVisible();
    await logOutOf(page);
    await expect(other.getByRole("heading", { name: "You have been logged out" })).toBeVisible();
    await expect(other.getByText("Ilse")).toHaveCount(0);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(clockOf(page)).toHaveText(/^00:0[1-9]$/);
    await other.getByRole("button", { name: "Continue without logging in" }).click();
    await expect(questionOf(other, "Question 1")).toBeVisible();
    // The guest of both windows logs in to an account in one of them.
    await logInOnPage(page, email);
    await expectToBeIn(page);
    await expect(other.getByRole("button", { name: /^Ilse Brandt/ })).toBeVisible();
  });

  test("does not act as another user in a window that missed the change", async ({
    page,
    context,
    faults,
  }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    const other = await context.newPage();
    // That window's sockets are blocked, so it does not hear of the change.
    await other.routeWebSocket("**/graphql", () => {});
    faults.expectLostConnections();
    await other.goto("/");
    await expect(other.getByRole("button", { name: /^Ilse Brandt/ })).toBeVisible();
    await logOutOf(page);
    await registerOnPage(page, anAddress());
    await expectToBeIn(page);
    faults.expectRefusedTokens();
    await other.keyboard.press("n");
    // Afterwards it shows the new user's state or the logout, and the press was recorded for no other user.
    await expect(other.getByText(/^No session is running$|^You have been logged out$/)).toBeVisible();
    await page.reload();
    await expectToBeIn(page);
    await expect(questionOf(page, "No session is running")).toBeVisible();
  });

  test("says that its login was ended from another device, and offers to log in again", async ({
    page,
    browser,
    faults,
  }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
    const device = await browser.newContext();
    await faults.watch(device);
    const there = await device.newPage();
    await logInOnPage(there, email);
    await expectToBeIn(there);
    await there.evaluate(async () => {
      const ask = async (query: string, token = "") => {
        const headers = { "content-type": "application/json", "x-csrf-token": token };
        const response = await fetch("/graphql", {
          method: "POST",
          headers,
          body: JSON.stringify({ query }),
        });
        return (await response.json()).data;
      };
      const { csrfToken, viewer } = await ask(
        "{ csrfToken viewer { loginSessions { nodes { id isCurrent } } } }",
      );
      const [first] = viewer.loginSessions.nodes.filter((one: { isCurrent: boolean }) => !one.isCurrent);
      await ask(`mutation { revokeLoginSession(input: { id: "${first.id}" }) { __typename } }`, csrfToken);
    });
    await expect(page.getByRole("heading", { name: "You have been logged out" })).toBeVisible();
    await expect(page).toHaveTitle("Logged out · Pacekeeper");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    expect(await kept(page)).not.toContain("Ilse");
    await page.getByLabel("E-mail").fill(email);
    await passwordField(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Log in" }).click();
    await expectToBeIn(page);
    await device.close();
  });
});
