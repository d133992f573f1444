import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromiumAdvice, findChromium } from "./chromium.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";
import { commandFile, inRoot, packageNames } from "./paths.mjs";
import { runNode } from "./run.mjs";
import { timesOfPlaywright, timesOfVitest } from "./slowest.mjs";

/**
 * The result of a stage with one yes-or-no outcome, which counts as one test. Every stage returns such counts, the
 * output to show on failure, and the times of its tests if it has any.
 */
const asOne = ({ code, output }) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: 0,
  output,
});

/** One stage for the types of each package, and one for the types of the end-to-end tests. */
export function typeStages() {
  const packages = packageNames()
    .map((name) => [name, inRoot("packages", name)])
    .filter(([, directory]) => existsSync(join(directory, "tsconfig.json")));
  return [...packages, ["e2e", inRoot("e2e")]].map(([name, directory]) => ({
    name: `types: ${name}`,
    work: async () =>
      asOne(
        await runNode(commandFile("typescript", "bin/tsc"), [
          ...["--noEmit", "--pretty", "false", "-p", directory],
          // Incremental: unchanged files are not checked again.
          ...["--incremental", "--tsBuildInfoFile", inRoot(".stamps", "types", `${name}.json`)],
        ]),
      ),
  }));
}

/** Format and lint; changes nothing. */
export const lintStage = {
  name: "lint",
  work: async () =>
    asOne(await runNode(commandFile("@biomejs/biome", "bin/biome"), ["ci", "--colors=off", "."])),
};

/** Only the import table, without a database. */
export const boundariesStage = {
  name: "boundaries",
  work: async () => {
    const { times: _, ...result } = await vitest(["--project", "house", "test/boundaries.test.ts"]);
    return result;
  },
};

/** All Vitest tests: boundaries, generated files, unit, property and integration tests. */
export const vitestStage = { name: "tests", work: () => vitest([]) };

/**
 * End-to-end tests in a real browser. Without a browser the stage is skipped with a line that says how to get one;
 * if `browserRequired`, it fails instead.
 */
export function endToEndStage({ browserRequired, args = [] }) {
  return {
    name: "end to end",
    work: async () => {
      if (findChromium() === null) {
        const counts = { passed: 0, failed: browserRequired ? 1 : 0, skipped: browserRequired ? 0 : 1 };
        return { ...counts, output: chromiumAdvice, note: `skipped. ${chromiumAdvice}` };
      }
      const report = reportFile("playwright");
      const { code, output } = await runNode(commandFile("@playwright/test", "cli.js"), ["test", ...args], {
        env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: "0" },
      });
      return { ...countPlaywright(report, code), output, times: timesOfPlaywright(report) };
    },
  };
}

async function vitest(args) {
  const report = reportFile("vitest");
  const { code, output } = await runNode(
    commandFile("vitest", "vitest.mjs"),
    ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`, ...args],
    { env: { ...process.env, NO_COLOR: "1" } },
  );
  return { ...countVitest(report, { code, output }), output, times: timesOfVitest(report) };
}

/** Where a runner writes its report. Deletes an earlier report, so that it is not mistaken for the new one. */
function reportFile(name) {
  const file = inRoot("test-results", `${name}.json`);
  mkdirSync(inRoot("test-results"), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
