import { pathToFileURL } from "node:url";
import { root, serverFile } from "./paths.mjs";
import { prepare } from "./prepare.mjs";
import { report } from "./progress.mjs";
import { stopOnSignals } from "./run.mjs";

/** Prepares what is out of date, then becomes the server. Exits with code 1 on failure. */
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
  // So that libraries skip checks meant for development.
  process.env.NODE_ENV ??= "production";
  // Imported, not spawned, so that signals, exit code and crashes are the server's own.
  process.setSourceMapsEnabled(true);
  process.argv[1] = serverFile;
  await import(pathToFileURL(serverFile).href);
}

/**
 * npm forwards SIGTERM to the shell between us and exits; if that shell is dash, it exits too without forwarding
 * the signal. Our parent process then changes, and we treat that as the signal, unless we already got one: a
 * second signal makes the server stop at once.
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
      // If there is no other listener, do what Node would do without this one.
      if (process.listenerCount(signal) === 0) process.exit(exitCode);
    });
  }
}
