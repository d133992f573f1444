import { activity, expect, logIn, openSettings, section, test } from "./scene/account.ts";

test.describe("the account's settings", () => {
  test("change the password, and report every issue", async ({ page, account, loginAs }) => {
    await openSettings(page);
    const change = page.getByRole("button", { name: "Change the password" });
    await change.click();
    const dialog = page.getByRole("dialog", { name: "Change your password" });
    const current = dialog.getByLabel("Current password", { exact: true });
    const wanted = dialog.getByLabel("New password", { exact: true });
    const send = dialog.getByRole("button", { name: "Change the password" });
    await expect(current).toBeFocused();
    await wanted.fill("short");
    await send.click();
    await expect(current).toHaveAttribute("aria-invalid", "true");
    await expect(current).toHaveAccessibleDescription("Type the password that you log in with.");
    await expect(current).toBeFocused();
    await expect(wanted).toHaveAttribute("aria-invalid", "true");
    await expect(wanted).toHaveAccessibleDescription(/^Make it 12 characters/);
    await expect(wanted).toHaveValue("short");

    await current.fill("not the one that holds");
    await wanted.fill("seven loud geese fly");
    await send.click();
    await expect(current).toHaveAccessibleDescription("This is not the password that you log in with.");
    await expect(current).toBeFocused();
    await expect(current).toHaveValue("not the one that holds");
    await expect(wanted).toHaveValue("seven loud geese fly");
    await expect(wanted).not.toHaveAttribute("aria-invalid");

    await current.fill(account.password);
    await wanted.fill(account.password);
    await send.click();
    await expect(wanted).toHaveAccessibleDescription(/^This is one of your last 5 passwords/);
    await expect(wanted).toBeFocused();

    await wanted.fill("seven loud geese fly");
    await wanted.press("Enter");
    await expect(
      page.getByText("Your password has been changed. Every other login has ended."),
    ).toBeVisible();
    await expect(dialog).toBeHidden();
    await expect(change).toBeFocused();
    await expect(activity(page).filter({ hasText: "Password changed" })).toBeVisible();
    await expect(activity(page).filter({ hasText: "Wrong password entered" })).toBeVisible();
    expect(await loginAs(account.email, account.password)).toBe("WrongLogin");
    expect(await loginAs(account.email, "seven loud geese fly")).toBe("LoginPayload");
    await change.click();
    await expect(current).toHaveValue("");
  });

  test("change the e-mail with the password if no mail is sent", async ({ page, account, loginAs }) => {
    await openSettings(page);
    await expect(section(page, "Security").getByText(account.email)).toBeVisible();
    await expect(page.getByText("Not confirmed: this server does not send mail")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send the link again" })).toHaveCount(0);
    await page.getByRole("button", { name: "Change the e-mail" }).click();
    const dialog = page.getByRole("dialog", { name: "Change your e-mail" });
    const address = dialog.getByLabel("New e-mail");
    await expect(address).toBeFocused();
    await address.fill("ilse@home");
    await address.press("Enter");
    await expect(address).toHaveAccessibleDescription(/^Write an address such as/);
    const password = dialog.getByLabel("Your password", { exact: true });
    await expect(password).toHaveAccessibleDescription("Type the password that you log in with.");
    const wanted = `new.${account.email}`;
    await address.fill(wanted);
    await password.fill(account.password);
    await password.press("Enter");
    await expect(page.getByText(`You now log in with ${wanted}.`)).toBeVisible();
    await expect(section(page, "Security").getByRole("listitem").filter({ hasText: wanted })).toBeVisible();
    await expect(activity(page).filter({ hasText: "E-mail changed" })).toBeVisible();
    expect(await loginAs(account.email, account.password)).toBe("WrongLogin");
    expect(await loginAs(wanted, account.password)).toBe("LoginPayload");
  });

  test("list the logins, and end another browser's login at once", async ({
    page,
    account,
    phone,
    faults,
  }) => {
    faults.expectRefusedTokens();
    faults.expectLostConnections();
    const { email, password } = account;
    expect(await logIn(phone.request, email, password)).toBe("LoginPayload");
    const theirs = await phone.newPage();
    await openSettings(theirs);
    await openSettings(page);
    const logins = page.getByRole("list", { name: "Logins" }).getByRole("listitem");
    await expect(logins).toHaveCount(2);
    await expect(logins.first()).toContainText("This browser · 127.0.0.1 · logged in just now");
    await expect(logins.first()).toContainText("Here");
    await expect(logins.nth(1)).toContainText("Firefox on Android");
    await expect(logins.getByRole("button", { name: /^End the login of/ })).toHaveCount(1);
    await logins.getByRole("button", { name: /^End the login of Firefox on Android/ }).click();
    await expect(page.getByText("The login of Firefox on Android has ended.")).toBeVisible();
    await expect(page.getByRole("list", { name: "Logins" })).toBeFocused();
    await expect(logins).toHaveCount(1);
    await expect(theirs.getByRole("heading", { name: /logged out/i })).toBeVisible();
    await expect(theirs.getByText(email)).toHaveCount(0);
    await expect(activity(page).filter({ hasText: "Login ended from another login" })).toBeVisible();
  });

  test("log out here, and everywhere after asking", async ({ page, account, phone, faults }) => {
    faults.expectRefusedTokens();
    faults.expectLostConnections();
    const { email, password } = account;
    expect(await logIn(phone.request, email, password)).toBe("LoginPayload");
    const theirs = await phone.newPage();
    await openSettings(theirs);
    await openSettings(page);
    await page.getByRole("button", { name: "Log out", exact: true }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
    await expect(page).toHaveURL("/");
    await theirs.getByRole("button", { name: "Log out everywhere" }).click();
    const dialog = theirs.getByRole("dialog", { name: "Log out everywhere?" });
    await expect(dialog.getByRole("button", { name: "Stay logged in" })).toBeFocused();
    await dialog.getByRole("button", { name: "Log out everywhere" }).click();
    await expect(theirs.getByRole("button", { name: "Start" })).toBeVisible();
    await theirs.goto("/settings");
    await expect(theirs.getByRole("heading", { name: "Nothing to set yet" })).toBeVisible();
  });

  test("delete the account with its password, which leaves a visitor", async ({ page, account, loginAs }) => {
    expect(await account.press("NEXT")).toBeNull();
    await openSettings(page);
    await page.getByRole("button", { name: "Delete …" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete your account?" });
    const password = dialog.getByLabel("Your password", { exact: true });
    await dialog.getByRole("button", { name: "Delete everything" }).click();
    await expect(password).toHaveAccessibleDescription("Type the password that you log in with.");
    await password.fill("not the one that holds");
    await password.press("Enter");
    await expect(password).toHaveAccessibleDescription("This is not the password that you log in with.");
    await password.fill(account.password);
    await dialog.getByRole("button", { name: "Delete everything" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
    await expect(page).toHaveURL("/");
    await page.goto("/settings");
    await expect(page.getByRole("heading", { name: "Nothing to set yet" })).toBeVisible();
    expect(await loginAs(account.email, account.password)).toBe("WrongLogin");
  });

  test("delete a guest without a password, after asking", async ({ page, person }) => {
    expect(await person.press("NEXT")).toBeNull();
    await page.goto("/settings");
    await expect(section(page, "You are a guest").getByRole("link", { name: "Register" })).toHaveAttribute(
      "href",
      "/register",
    );
    await expect(section(page, "Security")).toHaveCount(0);
    await page.getByRole("button", { name: "Delete …" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete everything here?" });
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole("button", { name: "Delete …" }).click();
    await dialog.getByRole("button", { name: "Delete everything" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  });
});
