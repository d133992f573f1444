import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { bundleServer } from "./bundle.mjs";
import { asCommand } from "./commands.mjs";
import { inRoot } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

/** Runs all benches, or the named ones, one after another so that they do not disturb each other. */
export async function bench(wanted) {
  await asCommand(async () => {
    const known = readdirSync(inRoot("bench"))
      .filter((file) => file.endsWith(".ts") && !/^seed(-\w+)?\.ts$|\.test\.ts$/.test(file))
      .map((file) => basename(file, ".ts"))
      .sort();
    const unknown = wanted.filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      throw new StepFailed(
        "Choosing the benches",
        `Unknown bench: ${unknown.join(", ")}. Known benches: ${known.join(", ")}.`,
      );
    }
    // Builds the dashboard too: some benches measure what browsers load, and the server serves it.
    await prepare();
    const failed = [];
    for (const name of wanted.length > 0 ? wanted : known) {
      if (!(await runBench(name))) failed.push(name);
    }
    if (failed.length > 0) {
      throw new StepFailed(
        `${failed.length === 1 ? "The bench" : "Of the benches"} ${failed.join(", ")}`,
        "",
      );
    }
  });
}

/** @returns whether the bench ran and met its targets */
async function runBench(name) {
  console.log(`\n${name}`);
  const directory = await bundleServer(`../../bench/${name}.ts`, `bench-${name}`);
  const file = join(directory, `${name}.js`);
  // As in production: libraries are slower in development mode.
  const { code } = await runNode(file, [], { show: true, env: { ...process.env, NODE_ENV: "production" } });
  return code === 0;
}
