import { type BrowserContext, expect, type Locator, type Page, type WebSocketRoute } from "@playwright/test";
import { axeOn } from "./accessibility.ts";
import { DARK, inEachLook, LIGHT } from "./looks.ts";

/** A page on another site that embeds the widget. */
export const taskPage = (path = "/task") => `http://localhost:${process.env.E2E_FOREIGN_PORT}${path}`;

/** The widget's host element; its content is in a shadow tree. */
export const widgetOf = (page: Page): Locator => page.locator("pacekeeper-widget");

export const buttonOf = (page: Page, name: string | RegExp): Locator =>
  widgetOf(page).getByRole("button", { name, exact: typeof name === "string" });

/** Visible text in the widget. */
export const saidBy = (page: Page, words: string | RegExp): Locator =>
  widgetOf(page).getByText(words).filter({ visible: true }).first();

/** Connects a page's widget: Connect on the page, then Allow in the window that opens. */
export async function connectByClick(page: Page): Promise<void> {
  const opened = page.waitForEvent("popup");
  await buttonOf(page, "Connect").click();
  const tracker = await opened;
  await tracker.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(buttonOf(page, /^(Start|Next)/)).toBeVisible();
  await tracker.close();
}

/** A page on the other site with a connected widget. */
export async function connectedPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(taskPage());
  await connectByClick(page);
  return page;
}

/** Blocks HTTP requests to the tracker's API, but not sockets. @returns a function that unblocks them */
export async function cutOff(context: BrowserContext): Promise<() => Promise<void>> {
  const asked = `http://127.0.0.1:${process.env.E2E_PORT}/graphql`;
  await context.route(asked, (route) => route.abort("connectionrefused"));
  return () => context.unroute(asked);
}

/** A connection to the tracker that can go silent both ways while its sockets stay open, like dead Wi-Fi. */
export interface Line {
  lose(): Promise<void>;
  /** Lets requests pass again; sockets that were open during the loss stay silent. */
  mend(): Promise<void>;
}

/** Call it before opening the page. */
export async function aLineOf(context: BrowserContext): Promise<Line> {
  const silenced = new Set<WebSocketRoute>();
  const open = new Set<WebSocketRoute>();
  let mend = async () => {};
  await context.routeWebSocket(/:\d+\/graphql$/, (socket) => {
    const server = socket.connectToServer();
    open.add(socket);
    socket.onMessage((message) => void (silenced.has(socket) || server.send(message)));
    server.onMessage((message) => void (silenced.has(socket) || socket.send(message)));
  });
  return {
    async lose() {
      for (const socket of open) silenced.add(socket);
      mend = await cutOff(context);
    },
    mend: () => mend(),
  };
}

/** Expects that axe finds no violation in the widget, in light and in dark; the rest of the page is not checked. */
export async function expectWidgetAccessible(page: Page, state: string): Promise<void> {
  await inEachLook(page, [LIGHT, DARK], (look) => expectWidgetAccessibleNow(page, `${state}, in ${look}`));
}

async function expectWidgetAccessibleNow(page: Page, state: string): Promise<void> {
  const axe = axeOn(page).include("pacekeeper-widget");
  const { violations, passes } = await axe.analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
  expect(found, `axe on the widget, ${state}`).toEqual([]);
  expect(
    passes.map(({ id }) => id),
    "axe looked inside the widget",
  ).toContain("button-name");
}
