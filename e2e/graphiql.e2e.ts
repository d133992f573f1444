import type { Page } from "@playwright/test";
import { aGuest } from "./scene/person.ts";
import { expect, test } from "./scene/test.ts";

const token = (page: Page) => page.getByRole("textbox", { name: "Token" });
const tab = (page: Page, name: string) =>
  page.getByRole("tablist").getByRole("button", { name, exact: true });
/** The answer that GraphiQL shows, with plain spaces. */
const answer = async (page: Page) =>
  ((await page.locator(".result-window").textContent()) ?? "").replaceAll("\u00a0", " ");

/** Chooses a tab and runs its operation. By keyboard, because a press of the mouse can count as dragging the tab. */
async function run(page: Page, name: string) {
  await tab(page, name).press("Enter");
  await expect(page.getByRole("tab", { selected: true })).toContainText(name);
  await page.getByRole("button", { name: /^Execute query/ }).click();
}

// The page has nine megabytes.
test.slow();

test("shows an example of each domain, and runs mutations as the browser's login", async ({
  page,
  person,
}) => {
  await page.goto("/graphql");
  for (const name of ["WhoAmI", "FollowWork", "PressNext", "CreateTask", "Habits"])
    await expect(tab(page, name)).toBeVisible();
  await run(page, "CreateTask");
  await expect.poll(() => answer(page)).toContain('"__typename": "CreateTaskPayload"');
  const { viewer } = await person.ask("{ viewer { tasks(first: 5) { nodes { title } } } }");
  expect(viewer.tasks.nodes).toEqual([{ title: "Ads review" }]);
});

test("runs requests and subscriptions as the owner of the token", async ({ page, playwright, baseURL }) => {
  const clients = await Promise.all(
    [1, 2].map(() => playwright.request.newContext(baseURL === undefined ? {} : { baseURL })),
  );
  const [ada, bob] = await Promise.all(clients.map((client) => aGuest(client, client, "UTC")));
  if (!ada || !bob) throw new Error("Two guests were made.");
  await page.goto("/graphql");
  await run(page, "WhoAmI");
  await expect.poll(() => answer(page)).toContain('"viewer": null');

  await token(page).fill(ada.token);
  await run(page, "WhoAmI");
  await expect.poll(() => answer(page)).toContain('"kind": "GUEST"');

  await run(page, "FollowWork");
  await expect.poll(() => answer(page)).toContain('"session": null');
  expect(await ada.press("NEXT")).toBeNull();
  await expect.poll(() => answer(page)).toContain('"questionCount": 0');

  // With another token, the running subscription goes on as its owner.
  await token(page).fill(bob.token);
  await token(page).blur();
  await expect.poll(() => answer(page)).toContain('"session": null');
  expect(await bob.press("NEXT")).toBeNull();
  await expect.poll(() => answer(page)).toContain('"questionCount": 0');
  for (const client of clients) await client.dispose();
});

test("keeps nothing in the browser once its tab is closed, and no token even until then", async ({
  page,
  person,
}) => {
  await page.goto("/graphql");
  await token(page).fill(person.token);
  await run(page, "PressNext");
  await expect.poll(() => answer(page)).toContain('"replayed": false');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  // GraphiQL writes half a second after a change.
  await expect.poll(() => page.evaluate(() => JSON.stringify(sessionStorage))).toContain("PressNext");
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain(person.token);
  expect(new URL(page.url()).search).toBe("");
  await page.reload();
  await expect(tab(page, "PressNext")).toBeVisible();
  await expect(token(page)).toHaveValue("");
});
