import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { stampDirectory } from "./paths.mjs";
import { run } from "./run.mjs";

/** Runs a package's command with npx, without prompts. Returns its exit code and output. */
export function runNpx(args) {
  const [program, ...before] = npx();
  return run(program, [...before, "-y", ...args], { env: environment() });
}

/** The npx of the npm that runs us or of this Node: its JavaScript file if it exists, otherwise the command. */
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
  // With CI set, pnpm does not prompt. Without NODE_ENV, development dependencies are installed too.
  const { NODE_ENV: _, ...env } = { ...process.env, CI: "true" };
  const home = homedir();
  const caches = {
    npm_config_cache: env.npm_config_cache ?? join(home, ".npm"),
    XDG_CACHE_HOME: env.XDG_CACHE_HOME ?? join(home, ".cache"),
    XDG_DATA_HOME: env.XDG_DATA_HOME ?? join(home, ".local", "share"),
    XDG_STATE_HOME: env.XDG_STATE_HOME ?? join(home, ".local", "state"),
  };
  for (const [variable, directory] of Object.entries(caches)) {
    // The first start must work even if the home is read-only, or missing as for service users.
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
