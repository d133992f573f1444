/** How often a line without a terminal says that the work still goes on. */
const reminderMilliseconds = 30_000;

/** A step that failed, with all it printed. Shown without a stack trace. */
export class StepFailed extends Error {
  constructor(step, output) {
    super(`${step} failed.`);
    this.output = output;
  }
}

/**
 * Runs `work` under a line that names it and counts its seconds: on a terminal the line renews itself,
 * elsewhere there is one at the start, one every 30 s and one at the end. Gives what `work` gives.
 */
export async function underLine(name, work) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const terminal = process.stdout.isTTY;
  if (terminal) process.stdout.write(`  ${name} …`);
  else console.log(`  ${name} …`);
  const timer = setInterval(
    () =>
      terminal ? process.stdout.write(`\r  ${name} … ${seconds()}`) : console.log(`  ${name} … ${seconds()}`),
    terminal ? 200 : reminderMilliseconds,
  );
  const end = (word) => {
    clearInterval(timer);
    console.log(`${terminal ? "\r" : ""}  ${name}: ${word}, ${seconds()}${terminal ? "   " : ""}`);
  };
  try {
    const result = await work();
    end("done");
    return result;
  } catch (error) {
    end("failed");
    throw error;
  }
}

/** Prints what went wrong: of a step its output, of anything else the error itself. */
export function report(error) {
  if (!(error instanceof StepFailed)) {
    console.error(error);
    return;
  }
  console.error(`\n${error.output.trimEnd()}\n\n${error.message}`);
}
