import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { stampDirectory } from "./paths.mjs";
import { run } from "./run.mjs";

/** Runs a package's command with npx, which asks nothing. Gives its exit code and all it printed. */
export function runNpx(args) {
  const [program, ...before] = npx();
  return run(program, [...before, "-y", ...args], { env: environment() });
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
