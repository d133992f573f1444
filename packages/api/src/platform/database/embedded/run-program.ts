import { spawn } from "node:child_process";
import type { ServerUser } from "./server-user.ts";

/** How a program ended. `code` is null when it could not be started or was killed; `output` is both streams. */
export type ProgramResult = { code: number | null; output: string };

/**
 * The environment of PostgreSQL's programs: nothing that could redirect them (PGDATA, PGPORT, LD_PRELOAD, a locale that
 * is not installed), and English messages, because this code matches some of them.
 */
export const programEnvironment: Record<string, string> = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  ...(process.platform === "win32"
    ? { SystemRoot: process.env.SystemRoot ?? "C:\\Windows", TEMP: process.env.TEMP ?? "" }
    : {}),
};

/** Runs a program to completion as the given user and collects its output. Never throws. */
export function runProgram(path: string, args: string[], user: ServerUser | null): Promise<ProgramResult> {
  return new Promise((resolve) => {
    // The other user may not be allowed into the current directory; the root directory is always open.
    const child = spawn(path, args, {
      cwd: process.platform === "win32" ? undefined : "/",
      env: programEnvironment,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...(user ?? {}),
    });
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: null, output: error.message }));
    child.on("close", (code) => resolve({ code, output: output.trim() }));
  });
}
