import { join } from "node:path";
import { buildSteps } from "./build.mjs";
import { generateStep } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { stampDirectory } from "./paths.mjs";
import { underLine } from "./progress.mjs";
import { clearStamp, isDone, writeStamp } from "./stamp.mjs";

const allSteps = [installStep, generateStep, ...buildSteps];

/**
 * Runs the steps whose inputs have changed since their last run; by default, all steps that a start needs. If
 * every step is current, it writes nothing. Processes that do this in the same clone at the same time take
 * turns. `silently` omits the progress line of each step. Throws StepFailed.
 */
export async function prepare(steps = allSteps, { silently = false } = {}) {
  if (steps.every(isCurrent)) return;
  await withLock(
    join(stampDirectory, "lock"),
    async () => {
      for (const step of steps) {
        // Checked again, because the process that we waited for may have run it.
        if (!isCurrent(step)) await perform(step, silently);
      }
    },
    { onWait: () => console.log("  Waiting for another start in this directory …") },
  );
}

/** Runs steps even if they are current, under the same lock. */
export async function performAll(steps) {
  await withLock(join(stampDirectory, "lock"), async () => {
    for (const step of steps) await perform(step);
  });
}

function isCurrent(step) {
  return isDone(step, step.hash());
}

async function perform(step, silently = false) {
  // Hashed before the work, so that a source that changes during it makes the step due again.
  const hash = step.hash();
  clearStamp(step);
  await (silently ? step.work() : underLine(step.name, step.work));
  writeStamp(step, hash);
}
