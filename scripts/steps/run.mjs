import { spawn } from "node:child_process";
import { root } from "./paths.mjs";

const running = new Set();
const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a program and waits for it to end. Returns its exit code (null if a signal ended it) and its output;
 * with `show` the output goes straight to the terminal, and `output` is empty. Rejects if the program cannot
 * be started.
 */
export function run(program, args, { cwd = root, env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env,
      // Its own process group, so that stopping it also stops its children; with `show` it needs our terminal.
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

/** Runs a JavaScript file with the current Node. */
export function runNode(file, args = [], options = {}) {
  return run(process.execPath, [file, ...args], options);
}

/**
 * Until the returned function is called, Ctrl-C and similar signals stop the programs started by `run` and then
 * this process, with the exit code that shells expect and without a stack trace.
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
    // It has already ended.
  }
}
