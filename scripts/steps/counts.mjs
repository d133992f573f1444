import { readFileSync } from "node:fs";

/**
 * Counts `{ passed, failed, skipped }` of a JSON report by vitest. A file that could not be loaded and a
 * fault outside every test (the report leaves those out, so they are read off the `output`) count as a
 * failure each; a run that failed for no such reason, and a missing report, as one. So nothing fails
 * unnoticed. `code` is the runner's exit code.
 */
export function countVitest(file, { code, output }) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const unloaded = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const outside = Number(/Vitest caught (\d+) unhandled error/.exec(output)?.[1] ?? 0);
  const failed = report.numFailedTests + unloaded + outside;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** The same of a JSON report by Playwright. A test that passed only when tried again counts as failed. */
export function countPlaywright(file, code) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

/** A runner's JSON report; null when there is none that can be read. */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
