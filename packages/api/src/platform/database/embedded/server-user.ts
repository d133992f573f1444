import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { StartupError } from "../startup-error.ts";

/** The user that PostgreSQL's programs run as, when it is not this process's own user. */
export type ServerUser = { uid: number; gid: number };

/** True where this process is root, which PostgreSQL refuses to run as. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Decides which user a cluster's server runs as: null for this process's own user; when this process is root, the
 * cluster's owner, or `nobody` while there is no cluster yet.
 *
 * @throws StartupError when the cluster belongs to a user that this process cannot act for
 */
export async function serverUserOf(cluster: string): Promise<ServerUser | null> {
  const owner = await stat(cluster).catch(() => null);
  const self = process.getuid?.();
  if (self === undefined) return null;
  if (self !== 0) {
    if (owner !== null && owner.uid !== self) {
      throw new StartupError(
        `The database in ${cluster} belongs to user number ${owner.uid}, but Pacekeeper runs as user number ${self}. Start it as that user or as root, or name another DATA_DIR.`,
      );
    }
    return null;
  }
  if (owner === null) return nobody();
  if (owner.uid === 0) {
    const { uid, gid } = nobody();
    throw new StartupError(
      `The database in ${cluster} belongs to root, and PostgreSQL refuses to run as root. If you restored it from a backup, give it back with: chown -R ${uid}:${gid} "${cluster}"`,
    );
  }
  return { uid: owner.uid, gid: owner.gid };
}

/** The system's unprivileged user; 65534 where the user list cannot be read, as in the smallest images. */
function nobody(): ServerUser {
  try {
    const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync("/etc/passwd", "utf8"));
    if (line !== null && Number(line[1]) > 0) return { uid: Number(line[1]), gid: Number(line[2]) };
  } catch {
    // No user list: the id below is nobody's on every common Linux.
  }
  return { uid: 65534, gid: 65534 };
}
