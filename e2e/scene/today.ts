import type { Locator, Page } from "@playwright/test";

/** The running question's clock. */
export const clockOf = (page: Page): Locator => page.getByLabel("Time on this question");

/** The heading of the running question, or of its absence. */
export const questionOf = (page: Page, name: string | RegExp): Locator =>
  page.getByRole("heading", { name, exact: true });

/** One number of a row of numbers: its value, then the note under it. */
export const statOf = (page: Page, label: string): Locator =>
  page
    .getByRole("main")
    .locator("dl > div")
    .filter({ has: page.getByRole("term").getByText(label, { exact: true }) })
    .getByRole("definition");

/** The rows of the day's sessions, newest first. */
export const sessionRows = (page: Page): Locator =>
  page.getByRole("region", { name: "Sessions table" }).locator("tbody").getByRole("row");

/** What assistive technology was told last. */
export const announced = (page: Page, words: string): Locator =>
  page.getByRole("status").filter({ hasText: new RegExp(`^${words}$`) });

/** The button in the rail that says who looks and what is known of the way to the server. */
export const viewerOf = (page: Page): Locator =>
  page.getByRole("button", { name: /^Guest|Live|Every 10 s|Offline|Connecting/ });

/** Goes to Today and waits until the server has told what runs. */
export async function openToday(page: Page): Promise<void> {
  await page.goto("/");
  await viewerOf(page).getByText("Live").waitFor();
}
