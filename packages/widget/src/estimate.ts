/** The element in which the rating platform shows its time estimate for a question. */
const SELECTOR = ".ewok-estimated-task-weight";

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
const LONGEST = 24 * 3600;

/**
 * Parses a text such as the platform's estimate into seconds, taking the upper bound of a range; null if it is
 * not a length between a second and a day.
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

/** The page's own estimate for the displayed question, in seconds; null if there is none. */
export function estimateOn(page: ParentNode): number | null {
  return parseEstimate(page.querySelector(SELECTOR)?.textContent ?? "");
}
