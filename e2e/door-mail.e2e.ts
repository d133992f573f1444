import type { Page } from "@playwright/test";
import { aMailServer, type MailServer } from "../packages/api/src/testing/mail-server.ts";
import { expectAccessible } from "./scene/accessibility.ts";
import { anAddress, expectToBeIn, PASSWORD, passwordField } from "./scene/door.ts";
import { anOwnServer, type OwnServer } from "./scene/own-server.ts";
import { expect, test } from "./scene/test.ts";
import { clockOf, questionOf } from "./scene/today.ts";

const NEW_PASSWORD = "gravel ninety lamppost";

let mail: MailServer;
let server: OwnServer;
test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  mail = await aMailServer();
  server = await anOwnServer({ SMTP_URL: mail.url, MAIL_FROM: "Pacekeeper <pace@example.org>" });
  await server.start();
});
test.afterAll(async () => {
  await server.discard();
  await mail.close();
});

/** The link in the newest mail to an address, with the origin at which the test reaches the server. */
async function linkTo(email: string, path: string): Promise<string> {
  const found = () =>
    mail.received.flatMap(({ to, text }) => {
      const link = new RegExp(`${path}#[\\w-]+`).exec(text)?.[0];
      return to === email && link ? [link] : [];
    });
  await expect.poll(() => found().length, { timeout: 20_000 }).toBeGreaterThan(0);
  return server.origin + (found().at(-1) ?? "");
}

async function fillRegistration(page: Page, email: string): Promise<void> {
  await page.getByLabel("First name").fill("Ilse");
  await page.getByLabel("Last name").fill("Brandt");
  await page.getByLabel("E-mail").fill(email);
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByText(`We sent a mail to ${email}.`)).toBeVisible();
}

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${server.origin}/login`);
  await page.getByLabel("E-mail").fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

test("a guest registers with mail, opens the link, and finds everything", async ({ page }) => {
  const email = anAddress();
  await page.goto(`${server.origin}/`);
  await page.getByRole("button", { name: "Start" }).click();
  await expect(clockOf(page)).toHaveText(/^00:0[1-9]$/);
  await page.goto(`${server.origin}/register`);
  await fillRegistration(page, email);
  await expectAccessible(page, "a mail that was sent");
  await page.getByRole("button", { name: "Back to the form" }).click();
  await expect(page.getByLabel("First name")).toHaveValue("Ilse");
  await page.goto(await linkTo(email, "/confirm-registration"));
  await expect(page.getByText("Enter the password you chose")).toBeVisible();
  await expect(page).toHaveURL(`${server.origin}/confirm-registration`);
  await passwordField(page).fill("not the one I chose");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.getByRole("alert")).toContainText("do not match");
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Finish" }).click();
  await expectToBeIn(page);
  await expect(questionOf(page, "Question 1")).toBeVisible();
});

test("says when the mail server is down, and the mail arrives later", async ({ page }) => {
  const email = anAddress();
  mail.isDown = true;
  await page.goto(`${server.origin}/register`);
  await fillRegistration(page, email);
  await expect(page.getByText(/^This server cannot reach its mail server right now\./)).toBeVisible({
    timeout: 20_000,
  });
  mail.isDown = false;
});

test("a forgotten password is reset by mail; the old login ends, and the link works once", async ({
  page,
  browser,
  faults,
}) => {
  const email = anAddress();
  await page.goto(`${server.origin}/register`);
  await fillRegistration(page, email);
  await page.goto(await linkTo(email, "/confirm-registration"));
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Finish" }).click();
  await expectToBeIn(page);

  const other = await browser.newContext();
  await faults.watch(other);
  const there = await other.newPage();
  await there.goto(`${server.origin}/login`);
  await there.getByRole("link", { name: "Forgot your password?" }).click();
  // The previous page also has a field with that name.
  await expect(there.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
  await there.getByLabel("E-mail").fill(email);
  await there.getByRole("button", { name: "Send the link" }).click();
  await expect(
    there.getByText(`If this address has an account, a mail is on its way to ${email}.`),
  ).toBeVisible();
  const link = await linkTo(email, "/reset-password");
  await there.goto(link);
  await expect(there).toHaveURL(`${server.origin}/reset-password`);
  await passwordField(there).fill(PASSWORD);
  await there.getByRole("button", { name: "Set the password" }).click();
  await expect(passwordField(there)).toHaveAccessibleDescription(/one of your last 5 passwords/);
  await passwordField(there).fill(NEW_PASSWORD);
  await there.getByRole("button", { name: "Set the password" }).click();
  await expect(there.getByText("Your password has been changed. Log in with the new one.")).toBeVisible();
  await expect(there).toHaveURL(`${server.origin}/login`);
  await expect(there.getByLabel("E-mail")).toHaveValue(email);
  await expect(page.getByRole("heading", { name: "You have been logged out" })).toBeVisible();
  await passwordField(there).fill(NEW_PASSWORD);
  await there.getByRole("button", { name: "Log in" }).click();
  await expectToBeIn(there);
  await logIn(page, email, PASSWORD);
  await expect(page.getByRole("alert")).toContainText("do not match");
  await page.goto(link);
  await passwordField(page).fill("another gravel quiver");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page.getByRole("alert")).toContainText(/already (been )?used or has expired/);
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await expect(page.getByRole("button", { name: "Send the link" })).toBeVisible();
  await other.close();
});

test("an address is confirmed by opening the mail's link", async ({ page }) => {
  const email = anAddress();
  await page.goto(`${server.origin}/register`);
  await fillRegistration(page, email);
  await page.goto(await linkTo(email, "/confirm-registration"));
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Finish" }).click();
  await expectToBeIn(page);
  const wanted = anAddress();
  await page.evaluate(
    async ([newEmail, currentPassword]) => {
      const ask = async (query: string, variables: object, token = "") => {
        const headers = { "content-type": "application/json", "x-csrf-token": token };
        const body = JSON.stringify({ query, variables });
        return (await (await fetch("/graphql", { method: "POST", headers, body })).json()).data;
      };
      const { csrfToken } = await ask("{ csrfToken }", {});
      const change = "mutation ($input: ChangeEmailInput!) { changeEmail(input: $input) { __typename } }";
      await ask(change, { input: { newEmail, currentPassword } }, csrfToken);
    },
    [wanted, PASSWORD] as const,
  );
  const link = await linkTo(wanted, "/confirm-email");
  await page.goto(link);
  await expect(page.getByText(`${wanted} is confirmed and is now your account`)).toBeVisible();
  await expect(page).toHaveURL(`${server.origin}/confirm-email`);
  await expectAccessible(page, "a confirmed address");
  await page.goto(link);
  await expect(page.getByRole("alert")).toContainText(/already (been )?used or has expired/);
});
