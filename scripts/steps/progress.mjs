/** How often progress is printed if there is no terminal. */
const reminderMilliseconds = 30_000;

/** A failed step, with its output. Shown without a stack trace. */
export class StepFailed extends Error {
  constructor(step, output) {
    super(`${step} failed.`);
    this.output = output;
  }
}

/**
 * Runs `work` under a line with its name and elapsed seconds. On a terminal the line updates in place; elsewhere
 * a line is printed at the start, every 30 s, and at the end. Returns the result of `work`.
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

/** Prints an error: for a failed step its output, for anything else the error itself. */
export function report(error) {
  if (!(error instanceof StepFailed)) {
    console.error(error);
    return;
  }
  console.error(`\n${error.output.trimEnd()}\n\n${error.message}`);
}
