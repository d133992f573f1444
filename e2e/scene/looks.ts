import type { Page } from "@playwright/test";

/** How a page is looked at: in which colours, through a window of which size. */
export interface Look {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
  readonly viewport: { readonly width: number; readonly height: number };
}

export const LIGHT: Look = { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } };
export const DARK: Look = { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } };
/** Between wide and narrow, where the rail and the columns are others. */
export const BETWEEN: Look = {
  name: "a window between",
  colorScheme: "light",
  viewport: { width: 900, height: 800 },
};
export const PHONE: Look = { name: "a phone", colorScheme: "light", viewport: { width: 390, height: 844 } };
export const SMALL_PHONE: Look = {
  name: "a small phone",
  colorScheme: "light",
  viewport: { width: 360, height: 740 },
};
export const DARK_PHONE: Look = { ...SMALL_PHONE, name: "a small phone in the dark", colorScheme: "dark" };

/** How often each page was looked at all round. */
const rounds = new WeakMap<Page, number>();

/**
 * Looks at a page as it stands in each look. The page stays in the last one, and each round ends in another, so that
 * what a test does between two rounds is done in every look in turn.
 */
export async function inEachLook(
  page: Page,
  looks: readonly Look[],
  look: (name: string) => Promise<void>,
): Promise<void> {
  const round = rounds.get(page) ?? 0;
  rounds.set(page, round + 1);
  const first = round % looks.length;
  for (const { colorScheme, name, viewport } of [...looks.slice(first), ...looks.slice(0, first)]) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(viewport);
    await look(name);
  }
}
