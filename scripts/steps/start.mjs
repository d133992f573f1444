import { pathToFileURL } from "node:url";
import { root, serverFile } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { report } from "./progress.mjs";
import { stopOnSignals } from "./run.mjs";

/** Prepares what is not up to date, then becomes the server. Ends the process with code 1 on failure. */
export async function start() {
  process.chdir(root);
  endWithNpm();
  const release = stopOnSignals();
  try {
    await prepare();
  } catch (error) {
    report(error);
    process.exit(1);
  }
  release();
  // Libraries then leave out checks that only help while developing.
  process.env.NODE_ENV ??= "production";
  // Imported, not spawned: signals, exit code and death are then the server's own.
  process.setSourceMapsEnabled(true);
  process.argv[1] = serverFile;
  await import(pathToFileURL(serverFile).href);
}

/**
 * npm passes a SIGTERM to the shell between us and dies; where that shell is dash it dies too and tells
 * nobody. Then our parent changes, and that counts as the signal, unless one has reached us already: the
 * server takes a second one as an order to stop at once.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== "start") return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  timer.unref();
  for (const [signal, exitCode] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ]) {
    process.once(signal, () => {
      clearInterval(timer);
      // As without this listener, as long as nobody else listens.
      if (process.listenerCount(signal) === 0) process.exit(exitCode);
    });
  }
}
