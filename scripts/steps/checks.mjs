import { buildSteps } from "./build.mjs";
import { generateStep } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { prepare } from "./prepare.mjs";
import { recommendedNodeStage } from "./recommended-node.mjs";
import { stopOnSignals } from "./run.mjs";
import { boundariesStage, endToEndStage, lintStage, typeStages, vitestStage } from "./stages.mjs";
import { runStages } from "./summary.mjs";

/** On a build server a missing browser must not pass for a tested product. */
const isBuildServer = /^(1|true)$/i.test(process.env.CI ?? "");

/** Makes the clone ready first; when that fails, the stages that need nothing of it still run. */
function preparing(steps) {
  return asStage("set-up", () => prepare(steps));
}

/** Beside the types, which need nothing of it; so it prints no lines of its own between theirs. */
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
 * Types, lint, boundaries, generated files, unit, property, integration and end-to-end tests; on a build
 * server also a start on the Node that the product recommends.
 */
export async function test() {
  await command([
    [preparing([installStep, generateStep])],
    [buildStage, ...typeStages(), lintStage],
    [vitestStage, ...(isBuildServer ? [recommendedNodeStage] : [])],
    [endToEndStage({ browserRequired: isBuildServer })],
  ]);
}

/** What an editor would tell, and the import table. */
export async function check() {
  await command([[preparing([installStep, generateStep])], [...typeStages(), lintStage, boundariesStage]]);
}

/** The end-to-end tests alone, against what is built from the sources as they are. */
export async function endToEnd(args) {
  await command([[preparing()], [endToEndStage({ browserRequired: true, args })]]);
}

async function command(groups) {
  const release = stopOnSignals();
  await runStages(groups);
  release();
}
