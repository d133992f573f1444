import { activity, expect, openSettings, section, test } from "./scene/account.ts";

const NEW_TOKEN = `mutation {
  createApiToken(input: { name: "Script", scopes: [READ] }) { __typename }
}`;

test.describe("in the account's settings", () => {
  test("create a token, which works until it is revoked", async ({ page, account, request }) => {
    await openSettings(page);
    const tokens = section(page, "API tokens");
    await expect(tokens.getByText("There are no tokens yet.")).toBeVisible();
    await tokens.getByRole("button", { name: "New token" }).click();
    const dialog = page.getByRole("dialog", { name: "New token" });
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await dialog.getByRole("checkbox", { name: /^Read READ/ }).uncheck();
    await dialog.getByLabel(/^Only for pages on/).fill("https://example.org/page");
    await dialog.getByRole("button", { name: "Create the token" }).click();
    await expect(dialog.getByLabel("Name")).toHaveAccessibleDescription("Give the token a name.");
    await expect(dialog.getByLabel(/^Only for pages on/)).toHaveAccessibleDescription(/^Not an origin/);
    await expect(dialog.getByRole("checkbox", { name: /^Read READ/ })).toHaveAccessibleDescription(
      /^Choose at least one/,
    );
    await expect(dialog.getByLabel("Name")).toBeFocused();
    await dialog.getByLabel("Name").fill("Backup script");
    await dialog.getByRole("checkbox", { name: /^Read READ/ }).check();
    await dialog.getByLabel(/^Only for pages on/).fill("");
    await dialog.getByLabel("Expires after").selectOption("A year");
    await dialog.getByRole("button", { name: "Create the token" }).click();
    await expect(dialog).toBeHidden();
    const secret = await tokens.getByRole("textbox", { name: "New token" }).inputValue();
    const asScript = async () => {
      const answer = await request.fetch("/graphql", {
        method: "POST",
        headers: { authorization: `Bearer ${secret}` },
        data: { query: "{ viewer { email } }" },
      });
      return answer.json();
    };
    expect((await asScript()).data.viewer).toEqual({ email: account.email });
    const row = tokens.getByRole("listitem").filter({ hasText: "Backup script" });
    await expect(row).toContainText("Read · not used yet · created just now · expires on");
    await page.reload();
    await expect(row).toContainText("Read · used just now");
    await expect(tokens.getByRole("textbox", { name: "New token" })).toHaveCount(0);
    await row.getByRole("button", { name: "Revoke Backup script" }).click();
    const asked = page.getByRole("dialog", { name: "Revoke Backup script?" });
    await expect(asked.getByRole("button", { name: "Keep it" })).toBeFocused();
    await asked.getByRole("button", { name: "Revoke it" }).click();
    await expect(tokens.getByText("There are no tokens yet.")).toBeVisible();
    await expect(tokens.getByRole("list")).toBeFocused();
    expect((await asScript()).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
    await expect(activity(page).filter({ hasText: "API token revoked" })).toBeVisible();
  });

  test("show what happened page by page, newest first", async ({ page, account }) => {
    for (let count = 0; count < 12; count++) await account.ask(NEW_TOKEN);
    await openSettings(page);
    await expect(activity(page)).toHaveCount(10);
    await expect(activity(page).filter({ hasText: "Account created" })).toHaveCount(0);
    await page.getByRole("button", { name: "Show more" }).click();
    await expect(activity(page)).toHaveCount(13);
    await expect(section(page, "Activity").getByRole("list")).toBeFocused();
    await expect(activity(page).last()).toContainText("Account created");
    await expect(activity(page).last()).toContainText(/ at \d\d:\d\d · .+ · 127\.0\.0\.1$/);
    await expect(page.getByRole("button", { name: "Show more" })).toHaveCount(0);
  });

  test("link to their sections, and mark the one in view", async ({ page, account: _ }) => {
    await openSettings(page);
    const tabs = page.getByRole("navigation", { name: "Sections" });
    const marked = tabs.locator("[aria-current]");
    await expect(marked).toHaveText("Profile");
    await tabs.getByRole("link", { name: "Security" }).click();
    await expect(marked).toHaveText("Security");
    await expect(section(page, "Security").getByRole("heading")).toBeInViewport();
    await expect(tabs).toBeInViewport();
    await tabs.getByRole("link", { name: "Data" }).click();
    await expect(marked).toHaveText("Data");
    await expect(section(page, "Data").getByRole("heading")).toBeInViewport();
    await page.evaluate(() => scrollTo(0, 0));
    await expect(marked).toHaveText("Profile");
  });

  test("save whether reports are mailed", async ({ page, account }) => {
    await openSettings(page);
    const reports = page.getByRole("switch", { name: /^Yesterday’s report by e-mail/ });
    await expect(reports).not.toBeChecked();
    await reports.check();
    await expect(section(page, "Alerts").getByText("Saved")).toBeVisible();
    await page.reload();
    await expect(reports).toBeChecked();
    expect((await account.ask("{ viewer { wantsReportEmails } }")).viewer.wantsReportEmails).toBe(true);
    await expect(section(page, "Server")).toHaveCount(0);
  });
});
