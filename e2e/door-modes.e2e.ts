import type { Page } from "@playwright/test";
import { expectAccessible } from "./scene/accessibility.ts";
import type { BrowserFaults } from "./scene/browser-faults.ts";
import { anAddress, expectToBeIn, PASSWORD, passwordField, registerOnPage } from "./scene/door.ts";
import { anOwnServer, type OwnServer } from "./scene/own-server.ts";
import { expect, test } from "./scene/test.ts";

// Each test has its own server, whose database is created first.
async function withServer(
  environment: Record<string, string>,
  faults: BrowserFaults,
  work: (server: OwnServer) => Promise<void>,
) {
  const server = await anOwnServer(environment);
  try {
    await server.start();
    await work(server);
  } finally {
    faults.expectLostConnections();
    await server.discard();
  }
}

/** An invitation code for one person, created by the logged-in user. */
const anInvitation = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const ask = async (query: string, token = "") => {
      const headers = { "content-type": "application/json", "x-csrf-token": token };
      const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify({ query }) });
      return (await response.json()).data;
    };
    const { csrfToken } = await ask("{ csrfToken }");
    const made = await ask(
      "mutation { createInvite(input: {}) { ... on CreateInvitePayload { code } } }",
      csrfToken,
    );
    return made.createInvite.code;
  });

test("by invitation: the link fills in the code, and the code disappears from the address", async ({
  page,
  browser,
  faults,
}) => {
  await withServer({ REGISTRATION: "invite" }, faults, async (server) => {
    // The first account, registered on the server's own machine, becomes the administrator.
    await registerOnPage(page, anAddress(), `${server.origin}/register`);
    await expectToBeIn(page);
    const code = await anInvitation(page);
    const other = await browser.newContext();
    await faults.watch(other);
    const there = await other.newPage();
    await registerOnPage(there, anAddress(), `${server.origin}/register`);
    await expect(there.getByLabel("Invitation code")).toHaveAccessibleDescription(
      /accepts new accounts by invitation/,
    );
    await expect(there.getByLabel("Invitation code")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(there, "a registration without its invitation");
    await there.goto(`${server.origin}/register#invite=${code}`);
    await expect(there.getByLabel("Invitation code")).toHaveValue(code);
    await expect(there).toHaveURL(`${server.origin}/register`);
    await there.getByLabel("First name").fill("Jana");
    await there.getByLabel("E-mail").fill(anAddress());
    await passwordField(there).fill(PASSWORD);
    await there.getByRole("button", { name: "Register" }).click();
    await expectToBeIn(there, "Jana");
    await other.close();
  });
});

test("closed: says so, offers to go on as a guest, and accepts the set-up code", async ({ page, faults }) => {
  await withServer({ REGISTRATION: "closed" }, faults, async (server) => {
    await page.goto(`${server.origin}/register`);
    await expect(
      page.getByText("This server does not accept new accounts. You can continue as a guest."),
    ).toBeVisible();
    await expect(page.getByLabel("E-mail")).toHaveCount(0);
    await expectAccessible(page, "a closed registration");
    await page.getByText("I have a set-up code").click();
    await page.getByLabel("Set-up code").fill("NOT-THE-CODE");
    await page.getByLabel("E-mail").fill(anAddress());
    await passwordField(page).fill(PASSWORD);
    await page.getByRole("button", { name: "Register" }).click();
    await expect(page.getByLabel("Set-up code")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Set-up code")).toBeFocused();
    await page.getByRole("link", { name: "Continue as a guest" }).click();
    await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  });
});

test("without passwords: says so on both forms", async ({ page, faults }) => {
  await withServer({ PASSWORD_LOGIN: "false" }, faults, async (server) => {
    for (const path of ["/login", "/register", "/reset-password"]) {
      await page.goto(server.origin + path);
      await expect(
        page.getByText("This server does not accept passwords. You can continue as a guest."),
      ).toBeVisible();
      await expect(passwordField(page)).toHaveCount(0);
    }
  });
});
