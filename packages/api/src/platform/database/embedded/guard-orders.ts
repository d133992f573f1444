import { createServer } from "node:net";
import type { DataDirectory } from "./data-directory.ts";
import type { GuardOrders } from "./guard.ts";
import type { Programs } from "./programs.ts";
import { programEnvironment } from "./run-program.ts";
import { type Sockets, socketPort } from "./sockets.ts";

/** Settings of the server, as on its command line. */
export type ServerSettings = Record<string, string>;

/**
 * Writes a guard's orders. `stale` is the process id in a pid file that a killed server left behind and that some other
 * program may now have; null when there is none.
 */
export async function writeOrders(
  data: DataDirectory,
  sockets: Sockets,
  programs: Programs,
  settings: ServerSettings,
  stale: number | null,
): Promise<GuardOrders> {
  const all: ServerSettings = {
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    // A failure's details and parameters hold what people wrote: an address that is taken, for one.
    log_error_verbosity: "terse",
    log_parameter_max_length: "0",
    log_parameter_max_length_on_error: "0",
    max_connections: "100",
    ...(sockets.directory === null
      ? { listen_addresses: "127.0.0.1", port: String(await freePort()) }
      : {
          listen_addresses: "",
          port: String(socketPort),
          // PostgreSQL reads a list of paths; quotes preserve spaces.
          unix_socket_directories: `"${sockets.directory}"`,
          unix_socket_permissions: "0700",
        }),
    ...settings,
  };
  const assignments = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return {
    postgres: programs.postgres,
    postgresArguments: ["-D", data.cluster, ...assignments],
    pgCtl: programs.pgCtl,
    cluster: data.cluster,
    // Tells PostgreSQL that the process with this id is not another server of the cluster. Everything else in the stale
    // file stays in force, above all the check for a killed server's remains.
    environment: { ...programEnvironment, ...(stale === null ? {} : { PG_GRANDPARENT_PID: String(stale) }) },
    user: data.user,
    control: sockets.control,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
