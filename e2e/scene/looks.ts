import type { Page } from "@playwright/test";

/** A colour scheme and a window size in which a page is checked. */
export interface Look {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
  readonly viewport: { readonly width: number; readonly height: number };
}

export const LIGHT: Look = { name: "light", colorScheme: "light", viewport: { width: 1280, height: 800 } };
export const DARK: Look = { name: "dark", colorScheme: "dark", viewport: { width: 1280, height: 800 } };
/** A width between wide and narrow, with another layout of the rail and the columns. */
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

/** The number of rounds through the looks per page. */
const rounds = new WeakMap<Page, number>();

/**
 * Checks a page in its present state in each look. The page stays in the last look of a round, and each round ends
 * with a different look, so that a test's steps between rounds run in every look in turn.
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
