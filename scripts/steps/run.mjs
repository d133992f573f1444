import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

const running = new Set();
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a program and waits for its end. Gives its exit code (null when a signal ended it) and all it
 * printed; with `show` its output goes straight to the terminal instead, and `output` is empty.
 * Rejects when it cannot be started at all.
 */
export function run(program, args, { cwd = root, env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      // Its own group, so that stopping it stops what it started too; a shown one needs our terminal.
      detached: !show && process.platform !== "win32",
      stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const chunks = [];
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    running.add(child);
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code, output: Buffer.concat(chunks).toString("utf8") });
    });
  });
}

/** Runs a JavaScript file with the Node that runs this. */
export function runNode(file, args = [], options = {}) {
  return run(process.execPath, [file, ...args], options);
}

/**
 * Until the returned function is called, Ctrl-C and the like stop what `run` started and then this
 * process, with the exit code that shells expect and without a stack trace.
 */
export function stopOnSignals() {
  const handlers = Object.entries(exitCodes).map(([signal, exitCode]) => {
    const handler = () => {
      for (const child of running) stop(child);
      process.exit(exitCode);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  };
}

function stop(child) {
  try {
    if (process.platform === "win32" || child.spawnargs === undefined || child.stdout === null)
      child.kill("SIGTERM");
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended by itself.
  }
}
