import { join } from "node:path";
import { commandFile, inRoot } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { runNode } from "./run.mjs";

const api = inRoot("packages", "api");

/**
 * Bundles a TypeScript entry that may import anything from the server, so that Node can run it: workspace
 * packages and generated code go into the bundle, node_modules stays outside. `entry` is a path relative to
 * packages/api. The result has the entry's name with `.js`, in a directory below packages/api, so that its
 * imports resolve. Returns that directory's absolute path.
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
    // The caller's NODE_ENV must not lead to a development build.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (code !== 0) throw new StepFailed(step, output);
}
