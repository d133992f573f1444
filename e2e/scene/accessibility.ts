import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { inEachLook, type Look } from "./looks.ts";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Axe with the rules that the product follows, in legacy mode. The newer mode opens an extra page in front, behind
 * which the browser stops drawing. Only cross-origin frames need that mode, and our pages have none.
 */
export const axeOn = (page: Page): AxeBuilder => new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true);

/**
 * Expects that axe finds no violation on the page in its present state and that nothing overflows the window
 * sideways, in each of the looks, or only in the present one.
 *
 * @param state names the state in a failure message
 */
export async function expectAccessible(page: Page, state: string, looks?: readonly Look[]): Promise<void> {
  if (looks === undefined) await expectAccessibleNow(page, state);
  else await inEachLook(page, looks, (look) => expectAccessibleNow(page, `${state}, in ${look}`));
}

async function expectAccessibleNow(page: Page, state: string): Promise<void> {
  // Elements reach their final colours only at the end of their animation, so skip to the end.
  await page.evaluate(async () => {
    for (const each of document.getAnimations()) {
      if (Number.isFinite(each.effect?.getComputedTiming().endTime)) each.finish();
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
  // Passed checks far outnumber violations, so return only the violations.
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

/** A description of the focused element; "nothing" for the document itself. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) return "nothing";
    return `${activeElement.tagName.toLowerCase()} ${activeElement.ariaLabel ?? activeElement.textContent}`.trim();
  });
}
