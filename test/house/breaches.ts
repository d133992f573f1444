import { dirname } from "node:path/posix";
import { objection } from "./import-table.ts";
import { placeOf } from "./rooms.ts";
import type { SourceFile } from "./source-file.ts";
import { targetOf } from "./targets.ts";

const mostLines = 350;
const mostFiles = 40;
const forbiddenNames = /(^|[/.-])(utils?|helpers?|misc|managers?)([/.-]|$)/i;

/** Every breach of the house rules in these files, each as a sentence with the file's name. Pure. */
export function breachesIn(files: readonly SourceFile[]): string[] {
  return [...files.flatMap((file) => [...ofImports(file), ...ofFile(file)]), ...ofTheBrowser(files)].sort();
}

/** The folders that hold too many of these files directly, each as a sentence. Pure. */
export function overfullFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > mostFiles)
    .map(([folder, count]) => `${folder} has ${count} files; the maximum is ${mostFiles}.`);
}

function ofImports(file: SourceFile): string[] {
  const from = placeOf(file.path);
  if (from === null || from.kind === "generated") return [];
  return file.imports.flatMap(({ specifier, typeOnly }) => {
    const reason =
      /^\.{1,2}\/.*$/.test(specifier) && !/\.[a-z]+(\?[a-z]+)?$/.test(specifier)
        ? "an import needs the file's extension"
        : objection(from, targetOf(file.path, specifier), typeOnly);
    return reason === null ? [] : [`${file.path} imports ${specifier}: ${reason}.`];
  });
}

function ofFile(file: SourceFile): string[] {
  const place = placeOf(file.path);
  if (place?.kind === "generated") return [];
  const breaches: string[] = [];
  if (file.lines > mostLines)
    breaches.push(`${file.path} has ${file.lines} lines; the maximum is ${mostLines}.`);
  if (forbiddenNames.test(file.path))
    breaches.push(`${file.path}: a name says what is inside, but this one does not.`);
  if (file.hasDefaultExport && place?.kind !== "page" && !/\.config\.ts$/.test(file.path)) {
    breaches.push(`${file.path} has a default export; only pages and configuration files may have one.`);
  }
  if (place?.kind === "pure" && !place.isTest) {
    breaches.push(
      ...file.impure.map(
        (name) => `${file.path} uses ${name}: in the domain, time and randomness are parameters.`,
      ),
    );
  }
  return breaches;
}

/**
 * Browser code must not import the Temporal polyfill, not even indirectly: it is larger than the rest of the
 * widget, and the server sends the bounds of each day.
 */
function ofTheBrowser(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const leads = (path: string, seen: Set<string>): boolean => {
    const file = byPath.get(path);
    if (file === undefined || seen.has(path)) return false;
    seen.add(path);
    return file.imports.some(({ specifier, typeOnly }) => {
      if (typeOnly) return false;
      const target = targetOf(path, specifier);
      return target.to === "package" ? target.name === "temporal-polyfill" : leads(target.path, seen);
    });
  };
  return files
    .filter(({ path }) => /^packages\/(web|widget)\/src\//.test(path) && !placeOf(path)?.isTest)
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ specifier, typeOnly }) => {
          const target = targetOf(path, specifier);
          return !typeOnly && target.to === "file" && target.across && leads(target.path, new Set());
        })
        .map(
          ({ specifier }) => `${path} imports ${specifier}: it brings the Temporal polyfill to the browser.`,
        ),
    );
}
