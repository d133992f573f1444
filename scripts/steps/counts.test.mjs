import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { countPlaywright, countVitest } from "./counts.mjs";

let directory;
let file;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "counts-"));
  file = join(directory, "report.json");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const ended = (code, output = "") => ({ code, output });
const vitestReport = (parts) =>
  writeFileSync(
    file,
    JSON.stringify({
      numPassedTests: 3,
      numFailedTests: 0,
      numPendingTests: 0,
      numTodoTests: 0,
      testResults: [],
      ...parts,
    }),
  );

describe("the counts of a Vitest run", () => {
  it("match its tests", () => {
    vitestReport({ numFailedTests: 2, numPendingTests: 1 });
    expect(countVitest(file, ended(1))).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  it("include a file that could not be loaded as one failure", () => {
    vitestReport({ testResults: [{ status: "failed", assertionResults: [] }] });
    expect(countVitest(file, ended(1)).failed).toBe(1);
  });

  it("include an error outside the tests as one failure", () => {
    vitestReport({});
    expect(countVitest(file, ended(0)).failed).toBe(0);
    expect(countVitest(file, ended(1)).failed).toBe(1);
  });

  it("include every error outside the tests, in addition to failed tests", () => {
    vitestReport({ numFailedTests: 1 });
    expect(countVitest(file, ended(1, "Vitest caught 18 unhandled errors during the test run.")).failed).toBe(
      19,
    );
  });

  it("are one failure if there is no report", () => {
    expect(countVitest(join(directory, "none.json"), ended(0))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("the counts of a Playwright run", () => {
  it("include a test that passed only on retry as failed", () => {
    writeFileSync(
      file,
      JSON.stringify({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] }),
    );
    expect(countPlaywright(file, 1)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it("include a server that did not start as a failure", () => {
    writeFileSync(
      file,
      JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{}] }),
    );
    expect(countPlaywright(file, 1).failed).toBe(1);
  });
});
