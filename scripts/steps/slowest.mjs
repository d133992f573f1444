import { relative } from "node:path";
import { readReport } from "./counts.mjs";
import { root } from "./paths.mjs";

/** So many tell where the time goes. */
const told = 10;

/** `{ name, seconds }` of every test in a JSON report by vitest; none without a report. */
export function timesOfVitest(file) {
  return (readReport(file)?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${relative(root, name)} › ${fullName}`,
      seconds: (duration ?? 0) / 1000,
    })),
  );
}

/** The same of a JSON report by Playwright; the runs of one test count together. */
export function timesOfPlaywright(file) {
  return (readReport(file)?.suites ?? []).flatMap((suite) => timesOfSuite(suite, suite.file));
}

function timesOfSuite({ title, specs = [], suites = [] }, place) {
  // The outermost suite is the file, which has been named already.
  const name = title === place || place.endsWith(`/${title}`) ? "" : `${title} › `;
  const own = specs.flatMap((spec) =>
    spec.tests.map(({ results }) => ({
      name: `${name}${spec.title}`,
      seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
    })),
  );
  const inner = suites.flatMap((suite) =>
    timesOfSuite(suite, "").map((each) => ({ ...each, name: `${name}${each.name}` })),
  );
  return [...own, ...inner].map((each) =>
    place === "" ? each : { ...each, name: `${place} › ${each.name}` },
  );
}

/** The slowest of so many tests, slowest first, as lines to print; none when there are no times. */
export function linesOfSlowest(times) {
  const slowest = [...times].sort((one, other) => other.seconds - one.seconds).slice(0, told);
  if (slowest.length === 0) return [];
  const lines = slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
  return ["The slowest tests:", ...lines];
}
