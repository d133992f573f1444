import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Output of a step, or not source at all: never an input. */
const skippedDirectories = new Set(["node_modules", "dist", "generated", ".git", "screenshots"]);

/**
 * SHA-256 (hex) of the names and contents of files. `paths` are files or directories below `root`; missing
 * ones are skipped. In directories, only files whose path passes `accept` count. Reading a few hundred
 * sources takes milliseconds, and unlike modification times, contents survive a checkout.
 */
export function hashOf(root, paths, accept = () => true) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesBelow(join(root, path), accept)).sort()) {
    const contents = readFileSync(file);
    // The length separates files: two files never hash like one with the same bytes.
    hash.update(`${relative(root, file).split(sep).join("/")}\0${contents.length}\0`).update(contents);
  }
  return hash.digest("hex");
}

function filesBelow(path, accept) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return skippedDirectories.has(entry.name) ? [] : filesBelow(child, accept);
    return entry.isFile() && accept(child) ? [child] : [];
  });
}
