import { randomBytes } from "node:crypto";
import { chown, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartupError, type StartupLog } from "../startup-error.ts";
import { codeOf, type DataDirectory, draftOf } from "./data-directory.ts";
import { majorVersion, type Programs, withRunnableInitdb } from "./programs.ts";
import { runProgram } from "./run-program.ts";

/** The database's only role. */
export const role = "pacekeeper";

const passwordFile = "pacekeeper-password";
const windows = process.platform === "win32";

/**
 * Ensures that the data directory holds a cluster of this release's major version. A new cluster is made under another
 * name and renamed when it is complete. So an interrupted first start leaves no partial cluster, and of several
 * concurrent first starts one wins and the others use its cluster.
 *
 * @throws StartupError for a cluster of another version, which is left as it is, and when the cluster cannot be made
 */
export async function ensureCluster(data: DataDirectory, programs: Programs, log: StartupLog): Promise<void> {
  if (await hasCluster(data)) return;
  log.info(`Creating the database in ${data.path}…`);
  const draft = draftOf(data.cluster);
  await mkdir(draft, { mode: 0o700 });
  try {
    if (data.user !== null) await chown(draft, data.user.uid, data.user.gid);
    await initialise(draft, data, programs);
    if (!(await takeItsName(draft, data))) await rm(draft, { recursive: true });
  } catch (error) {
    // Removes only what this call made and nobody has used.
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/** The password of a cluster on Windows, where directory permissions cannot protect the server. */
export async function readPassword(cluster: string): Promise<string | null> {
  return windows ? (await readFile(join(cluster, passwordFile), "utf8")).trim() : null;
}

/**
 * Whether the data directory already holds a cluster; writes nothing.
 *
 * @throws StartupError for a cluster of another version, and for anything else in its place
 */
export async function hasCluster({ cluster }: DataDirectory): Promise<boolean> {
  // Checked before the version: a cluster appears by one rename, so a non-empty directory must have a version.
  const entries = await readdir(cluster).catch((error) => {
    if (codeOf(error) === "ENOENT") return [];
    throw inTheWay(cluster, error);
  });
  if (entries.length === 0) return false;
  const version = await readFile(join(cluster, "PG_VERSION"), "utf8").catch((error) => {
    throw inTheWay(cluster, error);
  });
  if (version.trim() === String(majorVersion)) return true;
  throw new StartupError(
    `The database in ${cluster} was made by PostgreSQL ${version.trim()}, and this release of Pacekeeper brings PostgreSQL ${majorVersion}, which cannot read it. Nothing was changed. Dump it with the release that made it and load the dump into a new DATA_DIR, or go back to that release.`,
  );
}

function inTheWay(cluster: string, error: unknown): StartupError {
  return new StartupError(
    `${cluster} is in the way: it is not a PostgreSQL database, and Pacekeeper does not remove what it did not make. Move it away, or name another DATA_DIR. (${String(error)})`,
  );
}

async function initialise(draft: string, data: DataDirectory, programs: Programs): Promise<void> {
  const password = draftOf(join(data.path, "password"));
  const secret = randomBytes(24).toString("base64url");
  if (windows) await writeFile(password, secret, { mode: 0o600 });
  const access = windows
    ? ["--auth=scram-sha-256", `--pwfile=${password}`]
    : ["--auth-local=trust", "--auth-host=reject"];
  // The built-in locale sorts the same on every machine, so an upgraded system library cannot break an index.
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"];
  try {
    const { code, output } = await withRunnableInitdb(programs, (initdb) =>
      runProgram(
        initdb,
        [`--pgdata=${draft}`, `--username=${role}`, ...locale, ...access, "--no-instructions"],
        data.user,
      ),
    );
    if (code !== 0) {
      throw new StartupError(
        `The database could not be created in ${data.path}: ${output.split("\n").slice(-3).join(" ")} Fix that and start again; nothing else was changed.`,
      );
    }
    if (windows) await writeFile(join(draft, passwordFile), secret, { mode: 0o600 });
  } finally {
    await rm(password, { force: true });
  }
}

/** Renames the finished cluster; false when another process was first. Nothing that exists is replaced. */
async function takeItsName(draft: string, data: DataDirectory): Promise<boolean> {
  try {
    // Fails when the target directory is not empty.
    await rename(draft, data.cluster);
  } catch (error) {
    if (await hasCluster(data)) return false;
    throw inTheWay(data.cluster, error);
  }
  if (!windows) {
    const directory = await open(data.path);
    await directory.sync().finally(() => directory.close());
  }
  return true;
}
