import { expectAccessible } from "./scene/accessibility.ts";
import { activity, expect, openSettings, section, test } from "./scene/account.ts";

const LOOKS = [
  { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { name: "a small phone", colorScheme: "light", viewport: { width: 360, height: 740 } },
] as const;

for (const { name, colorScheme, viewport } of LOOKS) {
  test.describe(`in ${name}, axe finds nothing in settings`, () => {
    test.describe.configure({ timeout: 90_000 });
    test.use({ colorScheme, viewport });

    test("of a guest", async ({ page, person: _ }) => {
      await page.goto("/settings");
      await expect(section(page, "You are a guest")).toBeVisible();
      await expect(section(page, "Activity").getByRole("list")).toBeVisible();
      await expectAccessible(page, "a guest's settings");
      await page.getByRole("button", { name: "Delete …" }).click();
      await expectAccessible(page, "the question whether a guest shall be deleted");
    });

    test("of somebody registered", async ({ page, account: _ }) => {
      await openSettings(page);
      await expect(activity(page).first()).toBeVisible();
      await expectAccessible(page, "settings");
      await page.getByRole("button", { name: "Change the password" }).click();
      await page.getByLabel("New password", { exact: true }).fill("short");
      await page.getByLabel("New password", { exact: true }).press("Enter");
      await expect(page.getByLabel("Current password", { exact: true })).toHaveAttribute(
        "aria-invalid",
        "true",
      );
      await expectAccessible(page, "a refused password");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Change the e-mail" }).click();
      await expectAccessible(page, "the change of e-mail");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "New token" }).click();
      await page.getByRole("checkbox", { name: /^read/ }).uncheck();
      await page.getByRole("button", { name: "Make the token" }).click();
      await expect(page.getByText(/^At least one of/)).toBeVisible();
      await expectAccessible(page, "a refused token");
      await page.getByRole("checkbox", { name: /^read/ }).check();
      await page.getByRole("dialog").getByLabel("Name").fill("Backup script");
      await page.getByRole("button", { name: "Make the token" }).click();
      await expect(page.getByRole("textbox", { name: "New token" })).toBeVisible();
      await expectAccessible(page, "a new token");
      await page.getByRole("button", { name: "Revoke Backup script" }).click();
      await expectAccessible(page, "the question whether a token shall be revoked");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Delete …" }).click();
      await expectAccessible(page, "the question whether the account shall be deleted");
    });
  });
}
