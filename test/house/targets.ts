import { builtinModules } from "node:module";
import { posix } from "node:path";

/** What an import refers to. */
export type Target =
  /** A file of the repository, by its path from the root. */
  | { to: "file"; path: string; across: boolean }
  /** A package from the registry, or a built-in module of Node (`node`). */
  | { to: "package"; name: string };

/**
 * What a specifier in a file refers to. Our own packages are resolved by name (`@pacekeeper/domain/time/zones` is
 * packages/domain/src/time/zones.ts) and marked `across`. Pure.
 */
export function targetOf(from: string, specifier: string): Target {
  const plain = specifier.replace(/\?.*$/, "");
  if (plain.startsWith("."))
    return { to: "file", path: posix.join(posix.dirname(from), plain), across: false };
  const own = /^@pacekeeper\/([^/]+)(?:\/(.+))?$/.exec(plain);
  if (own !== null) {
    const [, name, rest = "package.json"] = own;
    const path = /\.[a-z]+$/.test(rest) ? `packages/${name}/${rest}` : `packages/${name}/src/${rest}.ts`;
    return { to: "file", path, across: true };
  }
  if (plain.startsWith("node:") || builtinModules.includes(plain)) return { to: "package", name: "node" };
  const parts = plain.split("/");
  return { to: "package", name: plain.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? plain) };
}
