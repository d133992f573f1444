import { readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import { StartupError } from "../startup-error.ts";

/** Whom PostgreSQL's programs run as, when that is not whoever runs this process. */
export type ServerUser = { uid: number; gid: number };

/** True where this process is root, which PostgreSQL refuses to run as. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Decides whom the server of a cluster runs as: null for this process's own user; as root the cluster's
 * owner, or `nobody` while there is no cluster yet. Throws a StartupError when the cluster belongs to
 * somebody whom this process cannot act for.
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
    // No list: the number below is nobody's on every common Linux.
  }
  return { uid: 65534, gid: 65534 };
}
