import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", "dist", "generated", "screenshots"]);

/** Paths (from `root`, with `/`) of the files below a folder, without generated and built ones. */
export function filesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skipped.has(entry.name) ? [] : filesBelow(root, path);
  });
}

/** Those of them that are source files. */
export function sourcesBelow(root: string, folder: string): string[] {
  return filesBelow(root, folder).filter((path) => /\.(ts|tsx|mjs)$/.test(path));
}

/** The text of a file of the repository. */
export function textOf(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}
