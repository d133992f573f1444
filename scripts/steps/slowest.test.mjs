import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inRoot } from "./paths.mjs";
import { linesOfSlowest, timesOfPlaywright, timesOfVitest } from "./slowest.mjs";

let directory;
let file;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "slowest-"));
  file = join(directory, "report.json");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const write = (report) => writeFileSync(file, JSON.stringify(report));

describe("the times of tests", () => {
  it("are read from Vitest's report, by file and name", () => {
    const assertionResults = [{ fullName: "mail arrives", duration: 1500 }, { fullName: "is skipped" }];
    write({ testResults: [{ name: inRoot("packages", "mail.test.ts"), assertionResults }] });
    expect(timesOfVitest(file)).toEqual([
      { name: "packages/mail.test.ts › mail arrives", seconds: 1.5 },
      { name: "packages/mail.test.ts › is skipped", seconds: 0 },
    ]);
  });

  it("are read from Playwright's report, where the runs of a test are added up", () => {
    const spec = (title, ...durations) => ({
      title,
      tests: [{ results: durations.map((duration) => ({ duration })) }],
    });
    const inner = { title: "in dark", specs: [spec("is readable", 700)] };
    const group = { title: "a page", specs: [spec("opens", 2000, 3000)], suites: [inner] };
    write({ suites: [{ title: "pages.e2e.ts", file: "pages.e2e.ts", specs: [], suites: [group] }] });
    expect(timesOfPlaywright(file)).toEqual([
      { name: "pages.e2e.ts › a page › opens", seconds: 5 },
      { name: "pages.e2e.ts › a page › in dark › is readable", seconds: 0.7 },
    ]);
  });

  it("are empty without a report", () => {
    expect(timesOfVitest(file)).toEqual([]);
    expect(timesOfPlaywright(file)).toEqual([]);
  });
});

describe("the slowest tests", () => {
  it("are listed as ten lines, slowest first", () => {
    const times = Array.from({ length: 12 }, (_, index) => ({ name: `test ${index}`, seconds: index }));
    const lines = linesOfSlowest(times);
    expect(lines).toHaveLength(11);
    expect(lines[1]).toBe("   11.0 s  test 11");
    expect(lines[10]).toBe("    2.0 s  test 2");
  });

  it("are not listed if nothing was timed", () => {
    expect(linesOfSlowest([])).toEqual([]);
  });
});
