import { relative } from "node:path";
import { readReport } from "./counts.mjs";
import { root } from "./paths.mjs";

/** How many tests to list. */
const told = 10;

/** `{ name, seconds }` of every test in a JSON report by Vitest; empty without a report. */
export function timesOfVitest(file) {
  return (readReport(file)?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      name: `${relative(root, name)} › ${fullName}`,
      seconds: (duration ?? 0) / 1000,
    })),
  );
}

/** The same for a JSON report by Playwright; the runs of one test are added up. */
export function timesOfPlaywright(file) {
  return (readReport(file)?.suites ?? []).flatMap((suite) => timesOfSuite(suite, suite.file));
}

function timesOfSuite({ title, specs = [], suites = [] }, place) {
  // The outermost suite is the file, whose name is added below.
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

/** Lines that list the slowest tests, slowest first; empty if there are no times. */
export function linesOfSlowest(times) {
  const slowest = [...times].sort((one, other) => other.seconds - one.seconds).slice(0, told);
  if (slowest.length === 0) return [];
  const lines = slowest.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
  return ["The slowest tests:", ...lines];
}
