import { expectAccessible } from "./scene/accessibility.ts";
import { activity, expect, section, test } from "./scene/account.ts";
import { anOwnServer } from "./scene/own-server.ts";
import { anAccount } from "./scene/person.ts";

// Each test starts its own server with its own database.
test.describe.configure({ timeout: 120_000 });

test.describe("where the server sends mail", () => {
  test("an address is changed by a link, and the first one can be confirmed", async ({
    context,
    page,
    playwright,
    timezoneId,
  }) => {
    const server = await anOwnServer();
    const outside = await playwright.request.newContext();
    try {
      await server.start();
      const zone = timezoneId ?? "Europe/Berlin";
      const { email, password } = await anAccount(context.request, outside, zone, server.origin);
      await server.kill();
      // No mail server listens there: mails stay queued, and the page says so.
      await server.start({ SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "pacekeeper@example.org" });
      await page.goto(`${server.origin}/settings`);
      const security = section(page, "Security");
      await security.getByRole("button", { name: "Send the link again" }).click();
      await expect(security.getByText(`We sent a link to ${email}. Open it within an hour.`)).toBeVisible();
      await page.getByRole("button", { name: "Change the e-mail" }).click();
      const wanted = `new.${email}`;
      await page.getByRole("dialog").getByLabel("New e-mail").fill(wanted);
      await page.getByRole("dialog").getByLabel("Your password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Change the e-mail" }).last().click();
      await expect(security.getByText(`We sent a link to ${wanted}. Open it within an hour`)).toBeVisible();
      await expect(security.getByText(`until then you log in with ${email}`)).toBeVisible();
      await expect(security.getByRole("listitem").filter({ hasText: email }).first()).toContainText(email);
      await expect(activity(page).filter({ hasText: "Change of e-mail requested" })).toBeVisible();
      await expect(async () => {
        await page.reload();
        await expect(security.getByText("Not confirmed · Mail is delayed")).toBeVisible({
          timeout: 1000,
        });
      }).toPass({ timeout: 20_000 });
    } finally {
      await page.close();
      await outside.dispose();
      await server.discard();
    }
  });
});

test.describe("an administrator", () => {
  test("invites someone, takes an invitation back, and helps with a forgotten password", async ({
    context,
    page,
    playwright,
    timezoneId,
  }) => {
    const server = await anOwnServer();
    const outside = await playwright.request.newContext();
    try {
      await server.start();
      const zone = timezoneId ?? "Europe/Berlin";
      const admin = await anAccount(context.request, outside, zone, server.origin);
      await page.goto(`${server.origin}/settings`);
      const settings = section(page, "Server");
      const invites = settings.getByRole("list", { name: "Invitations" }).getByRole("listitem");
      await expect(settings.getByText("No invitations yet.")).toBeVisible();
      await settings.getByLabel("Valid for").selectOption("30 days");
      await settings.getByRole("button", { name: "New invitation" }).click();
      const link = settings.getByRole("textbox", { name: "Link to register" });
      await expect(link).toHaveValue(new RegExp(`^${server.origin}/register#invite=[\\w-]{20,}$`));
      await expect(invites).toHaveCount(1);
      await expect(invites).toContainText("Created just now");
      await expect(invites).toContainText("Valid until");
      await expectAccessible(page, "an administrator's settings");
      await invites.getByRole("button", { name: /^Revoke/ }).click();
      await expect(settings.getByText("No invitations yet.")).toBeVisible();

      const email = settings.getByLabel("Their e-mail");
      await email.fill("nobody@example.org");
      await email.press("Enter");
      await expect(email).toHaveAccessibleDescription("No account has this address.");
      await expect(email).toHaveValue("nobody@example.org");
      await email.fill(admin.email.toUpperCase());
      await email.press("Enter");
      const reset = settings.getByRole("textbox", { name: "Link to choose a password" });
      await expect(reset).toHaveValue(new RegExp(`^${server.origin}/reset-password#[\\w-]{20,}$`));
      await expect(activity(page).filter({ hasText: "Password reset link created" })).toBeVisible();
      await page.reload();
      await expect(settings.getByText("No invitations yet.")).toBeVisible();
      await expect(reset).toHaveCount(0);
      await expect(activity(page).filter({ hasText: "Became the server’s administrator" })).toBeVisible();
    } finally {
      await page.close();
      await outside.dispose();
      await server.discard();
    }
  });
});
