import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { bundleServer } from "./bundle.mjs";
import { asCommand } from "./commands.mjs";
import { inRoot } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

/** Runs every bench, or those whose names are given, one after another so that none disturbs another. */
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
        `There is no bench ${unknown.join(", ")}. There are: ${known.join(", ")}.`,
      );
    }
    // Built too: some measure what browsers load, and the server that the others run serves it.
    await prepare();
    for (const name of wanted.length > 0 ? wanted : known) await runBench(name);
  });
}

async function runBench(name) {
  console.log(`\n${name}`);
  const directory = await bundleServer(`../../bench/${name}.ts`, `bench-${name}`);
  const file = join(directory, `${name}.js`);
  // Measured as it runs at people's: libraries are slower outside production.
  const { code } = await runNode(file, [], { show: true, env: { ...process.env, NODE_ENV: "production" } });
  if (code !== 0) throw new StepFailed(`The bench ${name}`, "");
}
