/** Where the rating platform writes how long it thinks a question takes. */
const SELECTOR = ".ewok-estimated-task-weight";

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const LONGEST = 24 * 3600;

/**
 * The seconds that a text such as the platform's estimate means; of a range the upper bound; null when it
 * says no length between a second and a day.
 *
 * @example "2 - 3 minutes" → 180, "1 hour 5 minutes" → 3900, "~5 min" → 300, "soon" → null
 */
export function parseEstimate(text: string): number | null {
  let seconds = 0;
  const upper = text.split(/[-–—]| to /).at(-1) ?? "";
  for (const [, amount = "", unit = ""] of upper.matchAll(/([\d.,]+)\s*([hms])/gi)) {
    seconds += Number(amount.replace(",", ".")) * (UNITS[unit.toLowerCase()] ?? 0);
  }
  return seconds >= 1 && seconds <= LONGEST ? seconds : null;
}

/** The page's own estimate for the question that it shows, in seconds; null when it gives none. */
export function estimateOn(page: ParentNode): number | null {
  return parseEstimate(page.querySelector(SELECTOR)?.textContent ?? "");
}
