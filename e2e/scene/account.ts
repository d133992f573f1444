import type { APIRequestContext, BrowserContext, Locator, Page } from "@playwright/test";
import { type Account, anAccount } from "./person.ts";
import { test as base, expect } from "./test.ts";

interface Registered {
  /** A registered user; this test's browser is logged in as this user. */
  readonly account: Account;
  /** Another browser, on a phone, without a login. */
  readonly phone: BrowserContext;
  /** The result type of a login with these credentials from a browser without a login. */
  readonly loginAs: (email: string, password: string) => Promise<string>;
}

const LOGIN = `mutation ($input: LoginInput!) {
  login(input: $input) { __typename ... on LoginPayload { user { email } } }
}`;

/** Logs in over the API; the context keeps the login. */
export async function logIn(context: APIRequestContext, email: string, password: string): Promise<string> {
  const data = { query: LOGIN, variables: { input: { email, password } } };
  const answer = await context.post("/graphql", { data });
  return (await answer.json()).data.login.__typename;
}

export const test = base.extend<Registered>({
  account: async ({ context, playwright, baseURL, timezoneId }, use) => {
    const options = baseURL === undefined ? {} : { baseURL };
    const zone = timezoneId ?? "Europe/Berlin";
    const stranger = await playwright.request.newContext(options);
    const outside = await playwright.request.newContext(options);
    // The first account on a server may become its administrator; the account under test must not.
    await anAccount(stranger, outside, zone);
    await use(await anAccount(context.request, outside, zone));
    await stranger.dispose();
    await outside.dispose();
  },
  phone: async ({ browser, baseURL, faults }, use) => {
    const userAgent = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
    const phone = await browser.newContext({ userAgent, ...(baseURL === undefined ? {} : { baseURL }) });
    await faults.watch(phone);
    await use(phone);
    await phone.close();
  },
  loginAs: async ({ playwright, baseURL }, use) => {
    await use(async (email, password) => {
      const nobody = await playwright.request.newContext(baseURL === undefined ? {} : { baseURL });
      const answer = await logIn(nobody, email, password);
      await nobody.dispose();
      return answer;
    });
  },
});

/** A section of Settings by its heading. */
export const section = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });
/** The account's activity entries, newest first. */
export const activity = (page: Page): Locator => section(page, "Activity").getByRole("listitem");

/** Opens the settings of a registered user and waits until their logins are loaded. */
export async function openSettings(page: Page): Promise<void> {
  await page.goto("/settings");
  await expect(
    section(page, "Security").getByRole("listitem").filter({ hasText: "This browser" }),
  ).toBeVisible();
}

export { expect } from "@playwright/test";
