import { buildSteps } from "./build.mjs";
import { generateStep } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { prepare } from "./prepare.mjs";
import { recommendedNodeStage } from "./recommended-node.mjs";
import { stopOnSignals } from "./run.mjs";
import { boundariesStage, endToEndStage, lintStage, typeStages, vitestStage } from "./stages.mjs";
import { runStages } from "./summary.mjs";

/** In CI a missing browser is a failure: the product would count as tested without its end-to-end tests. */
const isBuildServer = /^(1|true)$/i.test(process.env.CI ?? "");

/** Prepares the clone; if that fails, the stages that do not depend on it still run. */
function preparing(steps) {
  return asStage("set-up", () => prepare(steps));
}

/** Runs in parallel with the type checks, so it prints no lines of its own between theirs. */
const buildStage = asStage("build", () => prepare(buildSteps, { silently: true }));

function asStage(name, work) {
  return {
    name,
    work: async () => {
      await work();
      return { passed: 1, failed: 0, skipped: 0, output: "" };
    },
  };
}

/**
 * Types, lint, boundaries, generated files, unit, property, integration and end-to-end tests; in CI also a
 * start on the recommended version of Node.
 */
export async function test() {
  await command([
    [preparing([installStep, generateStep])],
    [buildStage, ...typeStages(), lintStage],
    [vitestStage, ...(isBuildServer ? [recommendedNodeStage] : [])],
    [endToEndStage({ browserRequired: isBuildServer })],
  ]);
}

/** Types, lint and the import table. */
export async function check() {
  await command([[preparing([installStep, generateStep])], [...typeStages(), lintStage, boundariesStage]]);
}

/** Only the end-to-end tests, against a build of the current sources. */
export async function endToEnd(args) {
  await command([[preparing()], [endToEndStage({ browserRequired: true, args })]]);
}

async function command(groups) {
  const release = stopOnSignals();
  await runStages(groups);
  release();
}
