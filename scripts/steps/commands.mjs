import { buildSteps } from "./build.mjs";
import { generateClient, generateDocuments, generateStep, printSdl } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { performAll, prepare } from "./prepare.mjs";
import { report } from "./progress.mjs";
import { stopOnSignals } from "./run.mjs";

/** Regenerates everything: first the client, then the SDL, which needs it, then the documents, which need the SDL. */
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

/** Rebuilds everything. */
export async function build() {
  await asCommand(async () => {
    await prepare([installStep, generateStep]);
    await performAll(buildSteps);
  });
}

/** Runs the work of a command. Ctrl-C stops it at once; a failure is reported and sets the exit code to 1. */
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
