import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the clone. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** An absolute path inside the clone. */
export const inRoot = (...parts) => join(root, ...parts);

/** The bundled server. Importing it starts it. */
export const serverFile = inRoot("packages", "api", "dist", "main.js");

/** Where the steps record what they have done. Ignored by Git; deleting it only costs time. */
export const stampDirectory = inRoot(".stamps");

/**
 * The JavaScript file behind an installed command, to be run with our own Node, because the links in `.bin`
 * are shell scripts that Windows cannot spawn. Throws if the package is not installed.
 */
export function commandFile(packageName, file) {
  const require = createRequire(inRoot("package.json"));
  return join(dirname(require.resolve(`${packageName}/package.json`)), file);
}

/** Names of the packages in packages/, sorted. */
export function packageNames() {
  return readdirSync(inRoot("packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
