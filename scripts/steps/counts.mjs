import { readFileSync } from "node:fs";

/**
 * Reads `{ passed, failed, skipped }` from a JSON report by Vitest. Each file that could not be loaded and each
 * error outside the tests (missing from the report, so parsed from the `output`) counts as a failure. A run that
 * failed for any other reason, or that left no report, counts as one failure, so no failure goes unnoticed.
 * `code` is the runner's exit code.
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

/** The same for a JSON report by Playwright. A test that passed only on retry counts as failed. */
export function countPlaywright(file, code) {
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  const failed = unexpected + flaky + report.errors.length;
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

/** A runner's JSON report; null if it is missing or unreadable. */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
