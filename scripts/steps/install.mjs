import { hashOf } from "./inputs.mjs";
import { runNpx } from "./npx.mjs";
import { inRoot, packageNames, root } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";

const pnpm = "pnpm@12.21.0";

const packages = packageNames();

/** Installs the packages of the lockfile. The stamp is inside node_modules, so it disappears together with them. */
export const installStep = {
  name: "Installing packages",
  stamp: inRoot("node_modules", ".pacekeeper-installed"),
  outputs: [
    inRoot("node_modules", ".modules.yaml"),
    // The schema package has no dependencies.
    ...packages.filter((name) => name !== "schema").map((name) => inRoot("packages", name, "node_modules")),
  ],
  // Binaries depend on the platform, so a clone that moves to another platform is reinstalled.
  hash: () =>
    `${hashOf(root, ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...packages.map((name) => `packages/${name}/package.json`)])} ${process.platform} ${process.arch}`,
  work: installPackages,
};

const installArguments = [
  "install",
  "--frozen-lockfile",
  "--prefer-offline",
  // The version is pinned above. pnpm would also look for its own pin in the lockfile, and fail because a
  // frozen lockfile has none.
  "--config.pmOnFail=ignore",
  "--reporter=append-only",
];

async function installPackages() {
  const { code, output } = await runNpx(["--prefer-offline", pnpm, ...installArguments]);
  if (code !== 0) throw new StepFailed("Installing packages", output);
}
