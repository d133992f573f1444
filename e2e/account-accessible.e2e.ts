import { expectAccessible } from "./scene/accessibility.ts";
import { activity, expect, openSettings, section, test } from "./scene/account.ts";
import { DARK, LIGHT, SMALL_PHONE } from "./scene/looks.ts";

const LOOKS = [LIGHT, DARK, SMALL_PHONE];

test.describe("axe finds nothing in settings", () => {
  test.describe.configure({ timeout: 240_000 });

  test("of a guest", async ({ page, person: _ }) => {
    await page.goto("/settings");
    await expect(section(page, "You are a guest")).toBeVisible();
    await expect(section(page, "Activity").getByRole("list")).toBeVisible();
    await expectAccessible(page, "a guest's settings", LOOKS);
    await page.getByRole("button", { name: "Delete …" }).click();
    await expectAccessible(page, "the question whether a guest shall be deleted", LOOKS);
  });

  test("of a registered user", async ({ page, account: _ }) => {
    await openSettings(page);
    await expect(activity(page).first()).toBeVisible();
    await expectAccessible(page, "settings", LOOKS);
    await page.getByRole("button", { name: "Change the password" }).click();
    await page.getByLabel("New password", { exact: true }).fill("short");
    await page.getByLabel("New password", { exact: true }).press("Enter");
    await expect(page.getByLabel("Current password", { exact: true })).toHaveAttribute(
      "aria-invalid",
      "true",
    );
    await expectAccessible(page, "a refused password", LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Change the e-mail" }).click();
    await expectAccessible(page, "the change of e-mail", LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "New token" }).click();
    await page.getByRole("checkbox", { name: /^Read READ/ }).uncheck();
    await page.getByRole("button", { name: "Create the token" }).click();
    await expect(page.getByText(/^Choose at least one/)).toBeVisible();
    await expectAccessible(page, "a refused token", LOOKS);
    await page.getByRole("checkbox", { name: /^Read READ/ }).check();
    await page.getByRole("dialog").getByLabel("Name").fill("Backup script");
    await page.getByRole("button", { name: "Create the token" }).click();
    await expect(page.getByRole("textbox", { name: "New token" })).toBeVisible();
    await expectAccessible(page, "a new token", LOOKS);
    await page.getByRole("button", { name: "Revoke Backup script" }).click();
    await expectAccessible(page, "the question whether a token shall be revoked", LOOKS);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Delete …" }).click();
    await expectAccessible(page, "the question whether the account shall be deleted", LOOKS);
  });
});
