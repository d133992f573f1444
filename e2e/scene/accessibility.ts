import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { inEachLook, type Look } from "./looks.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Axe with the rules that the product keeps. Its newer way opens a page beside each one that it looks at, behind which
 * the browser stops drawing; ours have no frames of others, for which alone that way is needed.
 */
export const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true);

/**
 * Expects that axe finds nothing wrong with the page as it stands, and that nothing of it lies beyond the
 * window's side: in each of the looks, or in the present one alone.
 *
 * @param state names it when something is
 */
export async function expectAccessible(page: Page, state: string, looks?: readonly Look[]): Promise<void> {
  if (looks === undefined) await expectAccessibleNow(page, state);
  else await inEachLook(page, looks, (look) => expectAccessibleNow(page, `${state}, in ${look}`));
}

async function expectAccessibleNow(page: Page, state: string): Promise<void> {
  // What comes in over a moment has its colours only at the end of it, which need not be waited for.
  await page.evaluate(async () => {
    for (const each of document.getAnimations()) {
      if (Number.isFinite(each.effect?.getComputedTiming().endTime)) each.finish();
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  // What axe has passed is many times what it finds.
  const runOnly = { type: "tag", values: RULES } as const;
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ["violations"] })
    .setLegacyMode(true)
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary}`),
  );
  expect(found, `axe on ${state}`).toEqual([]);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(beyond, `pixels beyond the window's side on ${state}`).toBeLessThanOrEqual(0);
}

/** The element that has the focus, in words; "nothing" for the document itself. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return "nothing";
    return `${activeElement.tagName.toLowerCase()} ${activeElement.ariaLabel ?? activeElement.textContent}`.trim();
  });
}
