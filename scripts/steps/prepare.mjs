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
 * Does those of the steps whose inputs have changed since they were last done; without `steps`, all that
 * a start needs. When nothing is to do, nothing is written. Several processes may do this at once in one
 * clone: they take turns. `silently` leaves out the line of each step. Throws StepFailed.
 */
export async function prepare(steps = allSteps, { silently = false } = {}) {
  if (steps.every(isCurrent)) return;
  await withLock(
    join(stampDirectory, "lock"),
    async () => {
      for (const step of steps) {
        // Asked again, since the process we waited for may have done it.
        if (!isCurrent(step)) await perform(step, silently);
      }
    },
    { onWait: () => console.log("  Waiting for another start in this directory …") },
  );
}

/** Does steps whether or not they are current, under the same lock. */
export async function performAll(steps) {
  await withLock(join(stampDirectory, "lock"), async () => {
    for (const step of steps) await perform(step);
  });
}

function isCurrent(step) {
  return isDone(step, step.hash());
}

async function perform(step, silently = false) {
  // Taken before the work: a source that changes meanwhile makes the step due again.
  const hash = step.hash();
  clearStamp(step);
  await (silently ? step.work() : underLine(step.name, step.work));
  writeStamp(step, hash);
}
