import type { Locator, Page } from "@playwright/test";

/** The running question's clock. */
export const clockOf = (page: Page): Locator => page.getByLabel("Time on this question");

/** The heading that names the running question, or says that there is none. */
export const questionOf = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("heading", { name, exact: true });

/** One number in a row of numbers: its value, then the note below it. */
export const statOf = (page: Page, label: string): Locator =>
  page
    .getByRole("main")
    .locator("dl > div")
    .filter({ has: page.getByRole("term").getByText(label, { exact: true }) })
    .getByRole("definition");

/** The rows of the day's sessions, newest first. */
export const sessionRows = (page: Page): Locator =>
  page.getByRole("region", { name: "Sessions table" }).locator("tbody").getByRole("row");

/** The last screen reader announcement. */
export const announced = (page: Page, words: string): Locator =>
  page.getByRole("status").filter({ hasText: new RegExp(`^${words}$`) });

/** The button in the rail with the viewer's name and the connection state. */
export const viewerOf = (page: Page): Locator =>
  page.getByRole("button", { name: /^Guest|Live|Every 10 s|Offline|Connecting/ });

/** Opens Today and waits until the server's state is loaded. */
export async function openToday(page: Page): Promise<void> {
  await page.goto("/");
  await viewerOf(page).getByText("Live").waitFor();
}
