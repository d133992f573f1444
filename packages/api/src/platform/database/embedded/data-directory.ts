import { randomUUID } from "node:crypto";
import { chmod, chown, lstat, mkdir, readdir, realpath, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartupError } from "../startup-error.ts";
import { isRoot, type ServerUser, serverUserOf } from "./server-user.ts";

/** Where the parts of an embedded database are, and which user its server runs as. */
export type DataDirectory = {
  /** Absolute, without symbolic links, so that every process computes the same paths from it. */
  path: string;
  /** PostgreSQL's own files; absent before the first start. */
  cluster: string;
  /** What the server and its guard print. */
  serverLog: string;
  user: ServerUser | null;
};

/**
 * Creates the data directory when it is missing and checks that the server's user can reach it.
 *
 * @throws StartupError that names the directory in the way
 */
export async function prepareDataDirectory(given: string): Promise<DataDirectory> {
  const path = await makeDirectory(given);
  const cluster = join(path, "postgres");
  const user = await serverUserOf(cluster);
  if (user !== null) await checkReach(path, user);
  return { path, cluster, serverLog: join(path, "postgres.log"), user };
}

async function makeDirectory(given: string): Promise<string> {
  try {
    const existing = (await mkdir(given, { recursive: true, mode: 0o700 })) ?? given;
    const path = await realpath(given);
    if (isRoot()) await letPass(path, dirname(await realpath(existing)));
    return path;
  } catch (error) {
    throw new StartupError(
      `The data directory ${given} cannot be used (${codeOf(error)}). Make it writable for the user who runs Pacekeeper, or name another one in DATA_DIR.`,
    );
  }
}

/**
 * When this process is root, the server runs as another user. That user must be able to pass through root's data
 * directory and the directories just created above it, but need not list them.
 */
async function letPass(path: string, end: string): Promise<void> {
  for (let directory = path; directory !== end; directory = dirname(directory)) {
    const { mode, uid } = await stat(directory);
    if (uid === 0 && (mode & 0o011) !== 0o011) await chmod(directory, (mode & 0o777) | 0o011);
  }
}

async function checkReach(path: string, user: ServerUser): Promise<void> {
  for (let directory = path; ; directory = dirname(directory)) {
    const { mode, uid, gid } = await stat(directory);
    const search = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & search) === 0) {
      throw new StartupError(
        `PostgreSQL cannot run as root, and user number ${user.uid}, which it runs as instead, cannot pass through ${directory} to the data in ${path}. Leave DATA_DIR unset, name a directory below /var/lib, or start Pacekeeper as an ordinary user.`,
      );
    }
    if (directory === dirname(directory)) return;
  }
}

/**
 * Creates a directory that only the server's user can enter, or accepts an existing one.
 *
 * @throws StartupError when the path is anything else, such as a trap that another user set in a shared directory
 */
export async function makePrivateDirectory(path: string, user: ServerUser | null): Promise<void> {
  const owner = user?.uid ?? process.getuid?.();
  try {
    await mkdir(path, { mode: 0o700 });
    if (user !== null) await chown(path, user.uid, user.gid);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  if (owner === undefined) return;
  const found = await lstat(path);
  // Root created it and has not changed its owner yet: another of our processes is a moment ahead.
  if (user !== null && found.isDirectory() && found.uid === 0) await chown(path, user.uid, user.gid);
  else if (!found.isDirectory() || found.uid !== owner) {
    throw new StartupError(
      `${path} should be a directory of user number ${owner}, for the database's socket, but it is something else. Remove it and start again.`,
    );
  }
  if ((found.mode & 0o777) !== 0o700) await chmod(path, 0o700);
}

/** Another name for what is made under it and renamed when it is complete. It names this process as its maker. */
export function draftOf(path: string): string {
  return `${path}.draft-${process.pid}-${randomUUID()}`;
}

/**
 * Removes the drafts that killed starts have left: those whose maker has ended. To be called when this process makes
 * none itself. What cannot be removed, because its maker's program still writes to it, is left for the next start.
 */
export async function removeDrafts(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const maker = /\.draft-(\d+)-[\da-f-]{36}$/.exec(name)?.[1];
    if (maker === undefined || isOtherProcess(Number(maker))) continue;
    await rm(join(directory, name), { recursive: true, force: true }).catch(() => {});
  }
}

/** Whether a process other than this one has the id. In a container, a killed start often had the id of the next. */
function isOtherProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** The system's code for a failure, such as EACCES. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
