import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";

/** The page of another site that embeds the widget. */
export const taskPage = (path = "/task") => `http://localhost:${process.env.E2E_FOREIGN_PORT}${path}`;

/** Everything that the widget draws; it lives in a shadow tree of its own. */
export const widgetOf = (page: Page): Locator => page.locator("pacekeeper-widget");

export const buttonOf = (page: Page, name: string | RegExp): Locator =>
  widgetOf(page).getByRole("button", { name, exact: typeof name === "string" });

/** What the widget shows somewhere, in words. */
export const saidBy = (page: Page, words: string | RegExp): Locator =>
  widgetOf(page).getByText(words).filter({ visible: true }).first();

/** Connects the widget of a page by one click: Connect there, Allow in the window that opens. */
export async function connectByClick(page: Page): Promise<void> {
  const opened = page.waitForEvent("popup");
  await buttonOf(page, "Connect").click();
  const tracker = await opened;
  await tracker.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(buttonOf(page, /^(Start|Next)/)).toBeVisible();
  await tracker.close();
}

/** A page of the other site whose widget is connected. */
export async function connectedPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(taskPage());
  await connectByClick(page);
  return page;
}

/** Cuts what asks the tracker's API off from it; gives back how to mend that. Sockets stay as they are. */
export async function cutOff(context: BrowserContext): Promise<() => Promise<void>> {
  const asked = `http://127.0.0.1:${process.env.E2E_PORT}/graphql`;
  await context.route(asked, (route) => route.abort("connectionrefused"));
  return () => context.unroute(asked);
}
