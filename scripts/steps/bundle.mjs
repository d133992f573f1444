import { join } from "node:path";
import { commandFile, inRoot } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

const api = inRoot("packages", "api");

/**
 * Bundles a TypeScript entry that may use anything of the server, so that Node runs it: workspace packages
 * and generated code go into the bundle, node_modules stay outside. `entry` is a path from packages/api;
 * the result, named after the entry with `.js`, lies in a directory below packages/api, from where its
 * imports resolve. Gives that directory's absolute path.
 */
export async function bundleServer(entry, name) {
  const directory = join(api, "node_modules", ".cache", "pacekeeper", name);
  await viteBuild("The bundle", api, ["--ssr", entry, "--outDir", directory]);
  return directory;
}

/** `vite build` in a package, with its own configuration. */
export async function viteBuild(step, directory, args = []) {
  const { code, output } = await runNode(commandFile("vite", "bin/vite.js"), ["build", ...args], {
    cwd: directory,
    // A development environment around us must not make a development build.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (code !== 0) throw new StepFailed(step, output);
}
