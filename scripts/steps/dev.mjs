import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { serverStep, widgetStep } from "./build.mjs";
import { generateDocuments, generateStep, printSdl } from "./generate.mjs";
import { installStep } from "./install.mjs";
import { commandFile, inRoot, serverFile } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { report } from "./progress.mjs";

/** Debounce: editors write a file in several steps; events within this time are one change. */
const settleMilliseconds = 150;

/**
 * Runs the server on PORT, rebuilt after each change to its sources, and Vite's development server for the
 * dashboard, which proxies /graphql to it. Stops both on Ctrl-C.
 */
export async function dev() {
  try {
    await prepare([installStep, generateStep, widgetStep]);
  } catch (error) {
    report(error);
    process.exit(1);
  }
  const vite = start(commandFile("vite", "bin/vite.js"), inRoot("packages", "web"));
  let server = await startServer(null);
  for (const [signal, exitCode] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ]) {
    process.once(signal, async () => {
      await Promise.all([stopped(vite), stopped(server)]);
      process.exit(exitCode);
    });
  }
  let due = false;
  let working = false;
  const change = async () => {
    due = true;
    if (working) return;
    working = true;
    while (due) {
      await new Promise((settled) => setTimeout(settled, settleMilliseconds));
      due = false;
      server = await startServer(server);
    }
    working = false;
  };
  for (const name of ["api", "domain"]) {
    watch(inRoot("packages", name, "src"), { recursive: true }, (_, file) => {
      if (file !== null && /\.ts$/.test(file) && !/\.test\.ts$|generated/.test(file)) void change();
    });
  }
}

/** Builds the server and starts it in place of `former`. If the build fails, the former server keeps running. */
async function startServer(former) {
  try {
    await prepare([serverStep]);
    if (await printSdl()) await generateDocuments();
    await stopped(former);
    return start(serverFile, inRoot());
  } catch (error) {
    report(error);
    return former;
  }
}

function start(file, cwd) {
  return spawn(process.execPath, ["--max-semi-space-size=64", "--enable-source-maps", file], {
    cwd,
    stdio: "inherit",
  });
}

function stopped(child) {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill("SIGTERM");
  });
}
