import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A step is done if its stamp contains the hash of its inputs and all its outputs exist. `stamp` and `outputs` are
 * absolute paths. Writes nothing, so that a read-only clone can start.
 */
export function isDone({ stamp, outputs }, hash) {
  try {
    return readFileSync(stamp, "utf8").trim() === hash && outputs.every((path) => existsSync(path));
  } catch {
    return false;
  }
}

/** Called before a step runs: from here on its outputs may be incomplete. */
export function clearStamp({ stamp }) {
  rmSync(stamp, { force: true });
}

/** Called after a step has run. Renamed into place, so that nobody reads half a stamp. */
export function writeStamp({ stamp }, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.${process.pid}`, `${hash}\n`);
  renameSync(`${stamp}.${process.pid}`, stamp);
}
