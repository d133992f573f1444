import { buildSteps } from "./build.mjs";
import { generateClient, generateDocuments, generateStep, printSdl } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { performAll, prepare } from "./prepare.mjs";
import { report } from "./progress.mjs";
import { stopOnSignals } from "./run.mjs";

/** Generates everything again; the SDL comes between what it is printed from and what is made of it. */
export async function generate() {
  await asCommand(async () => {
    await prepare([installStep]);
    await performAll([
      {
        ...generateStep,
        work: async () => {
          await generateClient();
          await printSdl();
          await generateDocuments();
        },
      },
    ]);
  });
}

/** Builds everything again. */
export async function build() {
  await asCommand(async () => {
    await prepare([installStep, generateStep]);
    await performAll(buildSteps);
  });
}

/** Runs a command's work: Ctrl-C stops it at once, a failure is reported and gives the exit code 1. */
export async function asCommand(work) {
  const release = stopOnSignals();
  try {
    await work();
  } catch (error) {
    report(error);
    process.exitCode = 1;
  } finally {
    release();
  }
}
