import { cpus, loadavg, totalmem } from "node:os";
import type { Database } from "../../packages/api/src/platform/database/open.ts";

/** Prints what the bench runs on. The load average before it shows how reliable the figures of this run are. */
export async function printMachine(pool?: Database["pool"]): Promise<void> {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? "unknown processor";
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  const parts = [`${model}, ${processors.length} cores, ${gigabytes} GB`, `Node ${process.versions.node}`];
  if (pool !== undefined) {
    const { rows } = await pool.query<{ server_version: string }>("SHOW server_version");
    parts.push(`PostgreSQL ${rows[0]?.server_version}`);
  }
  console.log(parts.join(" · "));
  console.log(
    `Load average before: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(" ")}\n`,
  );
}
