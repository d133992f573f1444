import { createHash } from "node:crypto";
import { join } from "node:path";
import { type DataDirectory, makePrivateDirectory } from "./data-directory.ts";

/** Where the server and its guard listen. */
export type Sockets = {
  /** The directory of PostgreSQL's Unix socket; null on Windows, which uses TCP on the loopback address. */
  directory: string | null;
  /** The guard's Unix socket, or named pipe on Windows. */
  control: string;
};

/** The number in the socket's file name. No TCP port is opened. */
export const socketPort = 5432;

/** The longest path of a Unix socket in bytes, without the terminating zero (sun_path: 108 on Linux, 104 on macOS). */
const longestSocketPath = process.platform === "linux" ? 107 : 103;

/** Creates the private directory of a database's sockets. Every process on one data directory finds the same one. */
export async function prepareSockets(data: DataDirectory): Promise<Sockets> {
  if (process.platform === "win32") {
    return { directory: null, control: `\\\\.\\pipe\\pacekeeper-${nameOf(data.path)}` };
  }
  const directory = socketDirectoryOf(data.path);
  await makePrivateDirectory(directory, data.user);
  return { directory, control: join(directory, "guard.sock") };
}

/** Below the data directory, unless that makes the socket's path too long or unsuitable for PostgreSQL's list. */
export function socketDirectoryOf(dataDirectory: string): string {
  const near = join(dataDirectory, "run");
  const longest = Buffer.byteLength(join(near, `.s.PGSQL.${socketPort}.lock`));
  return longest > longestSocketPath || /[",]/.test(near) ? `/tmp/pacekeeper-${nameOf(dataDirectory)}` : near;
}

function nameOf(dataDirectory: string): string {
  return createHash("sha256").update(dataDirectory).digest("hex").slice(0, 16);
}
