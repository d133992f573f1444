import { randomUUID } from "node:crypto";
import { expect, type Locator, type Page } from "@playwright/test";

/** Long enough, and on no list of common passwords. */
export const PASSWORD = "lamppost quiver ninety";

/** An address that no other test uses. */
export const anAddress = (): string => `ilse-${randomUUID().slice(0, 8)}@example.org`;

/** The password field, not the button beside it. */
export const passwordField = (page: Page): Locator => page.getByRole("textbox", { name: /password$/i });

/** Fills in and submits the registration form. */
export async function registerOnPage(page: Page, email: string, address = "/register"): Promise<void> {
  await page.goto(address);
  await page.getByLabel("First name").fill("Ilse");
  await page.getByLabel("Last name").fill("Brandt");
  await page.getByLabel("E-mail").fill(email);
  await passwordField(page).fill(PASSWORD);
  await page.getByRole("button", { name: "Register" }).click();
}

/** Fills in and submits the login form. */
export async function logInOnPage(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("E-mail").fill(email);
  await passwordField(page).fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** Expects the Today page of the user with this name, loaded from the server. */
export async function expectToBeIn(page: Page, name = "Ilse Brandt"): Promise<void> {
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toBeVisible();
}
