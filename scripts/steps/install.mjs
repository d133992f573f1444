import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { hashOf } from "./inputs.mjs";
import { inRoot, packageNames, root, stampDirectory } from "./paths.mjs";
import { StepFailed } from "./progress.mjs";
import { run } from "./run.mjs";

const pnpm = "pnpm@12.21.0";

const packages = packageNames();

/** Puts the packages of the lockfile into node_modules. The stamp lies there too and goes with them. */
export const installStep = {
  name: "Installing packages",
  stamp: inRoot("node_modules", ".pacekeeper-installed"),
  outputs: [
    inRoot("node_modules", ".modules.yaml"),
    // The schema alone depends on nothing.
    ...packages.filter((name) => name !== "schema").map((name) => inRoot("packages", name, "node_modules")),
  ],
  // Binaries differ from platform to platform, so a clone that moves to another is installed anew.
  hash: () =>
    `${hashOf(root, ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json", ...packages.map((name) => `packages/${name}/package.json`)])} ${process.platform} ${process.arch}`,
  work: installPackages,
};

const installArguments = [
  "install",
  "--frozen-lockfile",
  "--prefer-offline",
  // The version is pinned above; pnpm would look for its own pin in the lockfile as well, and a frozen one
  // without it stops the installation.
  "--config.pmOnFail=ignore",
  "--reporter=append-only",
];

async function installPackages() {
  const [program, ...before] = npx();
  const { code, output } = await run(
    program,
    [...before, "-y", "--prefer-offline", pnpm, ...installArguments],
    {
      env: environment(),
    },
  );
  if (code !== 0) throw new StepFailed("Installing packages", output);
}

/** The npx that came with this Node or with the npm that runs us, as JavaScript where it can be found. */
function npx() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath && join(dirname(process.env.npm_execpath), "npx-cli.js"),
    join(beside, "..", "lib", "node_modules", "npm", "bin", "npx-cli.js"),
    join(beside, "node_modules", "npm", "bin", "npx-cli.js"),
  ];
  const file = candidates.find((candidate) => candidate && existsSync(candidate));
  return file === undefined ? ["npx"] : [process.execPath, file];
}

function environment() {
  // CI: pnpm asks nothing. Without NODE_ENV: what builds the product is installed too.
  const { NODE_ENV: _, ...env } = { ...process.env, CI: "true" };
  const home = homedir();
  const caches = {
    npm_config_cache: env.npm_config_cache ?? join(home, ".npm"),
    XDG_CACHE_HOME: env.XDG_CACHE_HOME ?? join(home, ".cache"),
    XDG_DATA_HOME: env.XDG_DATA_HOME ?? join(home, ".local", "share"),
    XDG_STATE_HOME: env.XDG_STATE_HOME ?? join(home, ".local", "state"),
  };
  for (const [variable, directory] of Object.entries(caches)) {
    // A home that is read-only, or missing as that of service users, must not stop the first start.
    if (!isWritable(directory)) env[variable] = join(stampDirectory, "caches", variable.toLowerCase());
  }
  return env;
}

function isWritable(directory) {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
