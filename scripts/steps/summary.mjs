import { linesOfSlowest } from "./slowest.mjs";

/** Limit on the output of each failed stage, so that it does not hide the other stages. */
const shownLines = 400;

/** Stages of a group that run in parallel: one for each core of a development machine. */
const atOnce = 2;

/**
 * Runs groups of stages one after another, and the stages of a group two at a time; failures do not stop it.
 * Prints a line for each stage, then the output of failed stages, the slowest tests, and a last line that scripts
 * parse. Sets the exit code.
 */
export async function runStages(groups) {
  const results = [];
  for (const group of groups) {
    const waiting = [...group];
    const runOneByOne = async () => {
      for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
        results.push(await runStage(stage));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, runOneByOne));
  }
  for (const { name, output } of results.filter((result) => result.failed > 0)) {
    const lines = output.trimEnd().split("\n");
    const left = lines.length - shownLines;
    console.log(`\n── ${name} ──${left > 0 ? `\n(${left} earlier lines left out)` : ""}`);
    console.log(lines.slice(-shownLines).join("\n"));
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const slowest = linesOfSlowest(results.flatMap(({ times = [] }) => times));
  if (slowest.length > 0) console.log(`\n${slowest.join("\n")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Runs one stage. Prints a line every half minute, so that a silent stage does not look dead. */
async function runStage(stage) {
  const start = performance.now();
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`;
  const timer = setInterval(() => console.log(`  ${stage.name} … ${seconds()}`), 30_000);
  try {
    const result = await stage.work();
    console.log(`${result.failed > 0 ? "✗" : "✓"} ${stage.name}: ${wording(result)}, ${seconds()}`);
    return { name: stage.name, ...result };
  } catch (error) {
    console.log(`✗ ${stage.name}: could not run, ${seconds()}`);
    return {
      name: stage.name,
      passed: 0,
      failed: 1,
      skipped: 0,
      output: error.output ?? String(error.stack),
    };
  } finally {
    clearInterval(timer);
  }
}

function wording({ passed, failed, skipped, note }) {
  if (note !== undefined) return note;
  const parts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  return parts.filter(Boolean).join(", ");
}
