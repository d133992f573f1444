import { expectAccessible, focused } from "./scene/accessibility.ts";
import {
  anAddress,
  expectToBeIn,
  logInOnPage,
  PASSWORD,
  passwordField,
  registerOnPage,
} from "./scene/door.ts";
import { DARK, DARK_PHONE, LIGHT } from "./scene/looks.ts";
import { anOwnServer } from "./scene/own-server.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, openToday, questionOf, sessionRows, viewerOf } from "./scene/today.ts";

test.describe("logging in and registering", () => {
  test("a guest who has tracked registers and finds everything", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Start" }).click();
    await expect(questionOf(page, "Question 1")).toBeVisible();
    await expect(clockOf(page)).toHaveText(/^00:0[1-9]$/);
    await page.keyboard.press("n");
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await page.getByRole("link", { name: "Log in or register" }).click();
    await expect(page).toHaveTitle("Log in · Pacekeeper");
    await page.getByText("Register", { exact: true }).click();
    await expect(page).toHaveTitle("Register · Pacekeeper");
    await expect(page.getByText(/^Your time zone is .+; you can change it later\.$/)).toBeVisible();
    await page.getByLabel("First name").fill("Ilse");
    await page.getByLabel("Last name").fill("Brandt");
    await page.getByLabel("E-mail").fill(anAddress());
    await passwordField(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Register" }).click();
    await expectToBeIn(page);
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await expect(sessionRows(page)).toHaveText([/–now Running/]);
    await expect(page.getByRole("link", { name: "Log in or register" })).toBeHidden();
  });

  test("a login on a second browser brings its guest's session along", async ({ page, browser, faults }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    const other = await browser.newContext();
    await faults.watch(other);
    const second = await other.newPage();
    await second.goto("/");
    await second.getByRole("button", { name: "Start" }).click();
    await expect(questionOf(second, "Question 1")).toBeVisible();
    await expect(clockOf(second)).toHaveText(/^00:0[1-9]$/);
    await second.keyboard.press("n");
    await logInOnPage(second, email);
    await expectToBeIn(second);
    await expect(questionOf(second, "Question 2")).toBeVisible();
    // The first browser, which was logged in before, hears of it.
    await expect(questionOf(page, "Question 2")).toBeVisible();
    await other.close();
  });

  test("a wrong password is reported, and the typed values stay", async ({ page }) => {
    const email = anAddress();
    await logInOnPage(page, email, "certainly not this");
    await expect(page.getByRole("alert")).toHaveText("That e-mail and password do not match.");
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(passwordField(page)).toHaveValue("certainly not this");
  });

  test("all issues appear at once, and the first wrong field has the focus", async ({ page }) => {
    await page.goto("/register");
    await page.getByLabel("E-mail").fill("ilse@example");
    await passwordField(page).fill("short");
    await page.getByRole("button", { name: "Register" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/^Write an address such as/);
    await expect(passwordField(page)).toHaveAccessibleDescription(/^Make it 12 characters with/);
    await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await expect(page.getByLabel("E-mail")).toHaveValue("ilse@example");
    await expect(passwordField(page)).toHaveValue("short");
    await expect(page.getByRole("alert")).toHaveCount(0);
    await page.getByLabel("E-mail").fill("ilse@example.org");
    await expect(page.getByLabel("E-mail")).not.toHaveAttribute("aria-invalid");
    await page.goto("/login");
    await page.getByRole("button", { name: "Log in" }).click();
    await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription("Enter your e-mail address.");
    await expect(passwordField(page)).toHaveAccessibleDescription("Enter your password.");
  });

  test("an address that already has an account is refused", async ({ page, browser }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    const other = await browser.newPage();
    await registerOnPage(other, email.toUpperCase());
    await expect(other.getByRole("alert")).toHaveText(
      "This address already has an account. Log in, or use another address.",
    );
    await expect(other.getByLabel("First name")).toHaveValue("Ilse");
    await other.close();
  });

  test("the typed values stay when switching between the two forms", async ({ page }) => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("ilse@example.org");
    await passwordField(page).fill("the one that holds");
    await page.getByRole("radio", { name: "Log in" }).press("ArrowRight");
    await expect(page).toHaveURL(/\/register$/);
    await expect(page.getByRole("radio", { name: "Register" })).toBeFocused();
    await expect(page.getByLabel("E-mail")).toHaveValue("ilse@example.org");
    await page.getByLabel("First name").fill("Ilse");
    await passwordField(page).fill("a new one");
    await page.getByRole("radio", { name: "Register" }).press("ArrowLeft");
    await expect(passwordField(page)).toHaveValue("the one that holds");
    await page.getByRole("radio", { name: "Log in" }).press("ArrowRight");
    await expect(page.getByLabel("First name")).toHaveValue("Ilse");
    await expect(passwordField(page)).toHaveValue("a new one");
  });

  test("the form shows the password rule, what is missing, the strength, and the password", async ({
    page,
  }) => {
    const words: string[] = [];
    page.on("request", (request) => words.push(request.url()));
    await page.goto("/register");
    await expect(passwordField(page)).toHaveAccessibleDescription(/^15 characters of any kind, or 12/);
    expect(words.filter((url) => url.includes("password-strength"))).toEqual([]);
    await passwordField(page).fill("Password2026");
    await expect(passwordField(page)).toHaveAccessibleDescription("Add a symbol, or make it 15 characters.");
    const meter = page.getByRole("meter", { name: "Password strength" });
    await expect(meter).toHaveCount(0);
    await passwordField(page).fill("abcdefghijklmnop");
    await expect(meter).toHaveText(/^(Very weak|Weak)$/);
    await passwordField(page).fill(PASSWORD);
    await expect(meter).toHaveText("Very strong");
    await expect(passwordField(page)).toHaveAccessibleDescription("Long and varied enough.");
    await expect(passwordField(page)).toHaveAttribute("type", "password");
    await page.getByRole("button", { name: "Show password" }).click();
    await expect(passwordField(page)).toHaveAttribute("type", "text");
    await page.getByRole("button", { name: "Hide password" }).click();
    await expect(passwordField(page)).toHaveAttribute("type", "password");
  });

  test("the forms need no mouse", async ({ page }) => {
    const email = anAddress();
    await registerOnPage(page, email);
    await expectToBeIn(page);
    await viewerOf(page).click();
    await page.getByRole("button", { name: "Log out" }).press("Enter");
    await expect(page.getByRole("heading", { name: "Start your first question" })).toBeVisible();
    await page.goto("/login");
    await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
    for (const stop of ["a Pacekeeper", "input", "input"]) {
      await page.keyboard.press("Tab");
      expect(await focused(page)).toBe(stop);
    }
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await expectToBeIn(page);
  });

  test("the form is sent once however often the button is pressed", async ({ page }) => {
    let sent = 0;
    page.on("request", (request) => {
      if (request.postData()?.includes("mutation Register")) sent += 1;
    });
    await page.goto("/register");
    await page.getByLabel("E-mail").fill(anAddress());
    await passwordField(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Register" }).dblclick();
    await expect(page.getByRole("button", { name: /^ilse-/ })).toBeVisible();
    expect(sent).toBe(1);
  });

  test("a server out of reach is reported, and the typed values stay", async ({ page, context, faults }) => {
    await page.goto("/login");
    await page.getByLabel("E-mail").fill("ilse@example.org");
    await passwordField(page).fill(PASSWORD);
    faults.expectLostConnections();
    await context.setOffline(true);
    await passwordField(page).press("Enter");
    await expect(page.getByRole("alert")).toHaveText(/^The server cannot be reached right now/);
    await expect(page.getByRole("button", { name: "Needs the server" })).toBeVisible();
    await expect(passwordField(page)).toHaveValue(PASSWORD);
    await context.setOffline(false);
    await expect(page.getByRole("button", { name: "Log in" })).toBeVisible();
  });

  test("too many failed tries lead to a wait of a known length", async ({ page }) => {
    const server = await anOwnServer({ RATE_LIMIT_FACTOR: "1" });
    try {
      await server.start();
      await page.goto(`${server.origin}/login`);
      await page.getByLabel("E-mail").fill("ilse@example.org");
      await passwordField(page).fill("certainly not this");
      const button = page.getByRole("button", { name: "Log in" });
      for (let failure = 0; failure < 3; failure += 1) {
        const answer = page.waitForResponse(
          (response) => response.request().postData()?.includes("Login") ?? false,
        );
        await button.click();
        await answer;
        await expect(page.getByRole("alert")).toHaveText(/do not match/);
      }
      await button.click();
      await expect(page.getByRole("alert")).toContainText(/You can try again in 00:(30|2\d)\./);
      await expect(button).toBeDisabled();
      await expect(page.getByRole("alert")).toContainText(/You can try again in 00:2[0-7]\./);
    } finally {
      await server.discard();
    }
  });
});

test("the pages that lead in are accessible", async ({ page }) => {
  // Axe is slow, and checks eight pages in three looks.
  test.setTimeout(120_000);
  await logInOnPage(page, anAddress(), "certainly not this");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "a refused login", [LIGHT, DARK, DARK_PHONE]);
  await page.goto("/register");
  await page.getByText("I have a set-up code").click();
  await expectAccessible(page, "the registration", [LIGHT, DARK, DARK_PHONE]);
  await page.getByLabel("E-mail").fill("ilse");
  await passwordField(page).fill(PASSWORD);
  await expect(page.getByRole("meter")).toBeVisible();
  await expectAccessible(page, "a password that is strong", [LIGHT, DARK, DARK_PHONE]);
  await passwordField(page).fill("short");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.locator("[aria-invalid=true]")).toHaveCount(2);
  await expectAccessible(page, "a refused registration", [LIGHT, DARK, DARK_PHONE]);
  await page.goto("/reset-password");
  await expect(page.getByText(/This server does not send mail/)).toBeVisible();
  await expectAccessible(page, "a forgotten password", [LIGHT, DARK, DARK_PHONE]);
  await page.goto("/reset-password#a-link-of-long-ago");
  await expect(page.getByLabel("New password", { exact: true })).toBeVisible();
  await expectAccessible(page, "a new password", [LIGHT, DARK, DARK_PHONE]);
  await page.goto("/confirm-registration#a-link-of-long-ago");
  await expect(page.getByText("Enter the password you chose")).toBeVisible();
  await expectAccessible(page, "a confirmation", [LIGHT, DARK, DARK_PHONE]);
  await page.goto("/confirm-email#a-link-of-long-ago");
  await expect(page.getByRole("alert")).toHaveText(/expired/);
  await expectAccessible(page, "an expired link", [LIGHT, DARK, DARK_PHONE]);
});

test("a visitor's pages offer to log in, on a phone too", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openToday(page);
  await expect(page.getByRole("main").getByRole("link", { name: "Log in or register" })).toBeVisible();
  await viewerOf(page).click();
  await page.locator("#me-menu").getByRole("link", { name: "Log in or register" }).click();
  await expect(page.getByRole("heading", { name: "Welcome back" })).toBeVisible();
  await page.getByRole("link", { name: "Continue as a guest" }).click();
  await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
});
