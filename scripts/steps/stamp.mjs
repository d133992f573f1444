import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * A step is done when its stamp holds the hash of its inputs and everything it makes is there.
 * `stamp` and `outputs` are absolute paths. Writes nothing, so that a read-only clone can start.
 */
export function isDone({ stamp, outputs }, hash) {
  try {
    return readFileSync(stamp, "utf8").trim() === hash && outputs.every((path) => existsSync(path));
  } catch {
    return false;
  }
}

/** Before a step works: from here on what it makes may be half made. */
export function clearStamp({ stamp }) {
  rmSync(stamp, { force: true });
}

/** After a step has worked. Renamed into place, so that nobody reads half a stamp. */
export function writeStamp({ stamp }, hash) {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(`${stamp}.${process.pid}`, `${hash}\n`);
  renameSync(`${stamp}.${process.pid}`, stamp);
}
