import { chmod, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A directory in the system's temporary directory that every user may pass through. */
export async function aDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "pacekeeper-"));
  await chmod(directory, 0o755);
  return directory;
}

/** Writes a history of migrations, name and SQL, in Prisma's layout; returns its directory. */
export async function aHistory(migrations: Record<string, string>): Promise<string> {
  const directory = await aDirectory();
  await writeFile(join(directory, "migration_lock.toml"), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, "migration.sql"), sql);
  }
  return directory;
}

/**
 * The processes (Linux) whose working directory is a directory, or whose command line names it: a server, its guard.
 */
export async function processesIn(directory: string): Promise<number[]> {
  const numbers = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const mine = await Promise.all(
    numbers.map(async (pid) => {
      const commandLine = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const place = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      return commandLine.includes(directory) || place.startsWith(directory);
    }),
  );
  return numbers.filter((_, index) => mine[index]);
}

/** Waits until no process is left in a directory; rejects after 15 s with those that remain. */
export async function nobodyLeftIn(directory: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if ((await processesIn(directory)).length === 0) return;
    await delay(50);
  }
  throw new Error(`Still running in ${directory}: ${(await processesIn(directory)).join(", ")}`);
}

/** Kills the processes left in a directory and removes it, whatever state a test left it in. */
export async function clearAway(directory: string): Promise<void> {
  for (const pid of await processesIn(directory)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has already ended.
    }
  }
  await nobodyLeftIn(directory);
  await rm(directory, { recursive: true, force: true });
}
