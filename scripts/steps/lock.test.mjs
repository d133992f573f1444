import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLock } from "./lock.mjs";

const lockModule = new URL("./lock.mjs", import.meta.url).href;
let directory;
let lock;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lock test "));
  lock = join(directory, "deep", "lock");
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A process that runs this code with `withLock`, `lock`, `log` (appends a line to a file) and `sleep` in scope. */
function aProcess(code) {
  const source = `import { appendFileSync } from "node:fs";
    import { withLock } from ${JSON.stringify(lockModule)};
    const lock = ${JSON.stringify(lock)}, log = (line) => appendFileSync(${JSON.stringify(join(directory, "log"))}, line + "\\n");
    const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
    ${code}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    child,
    ended: new Promise((resolve) => child.on("close", resolve)),
    spoke: new Promise((resolve) => child.stdout.once("data", resolve)),
  };
}

describe("the lock", () => {
  it("makes processes that start together work one after another", async () => {
    const work = `await withLock(lock, async () => { log("in"); await sleep(40); log("out"); });`;
    const codes = await Promise.all(Array.from({ length: 5 }, () => aProcess(work).ended));
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    const log = readFileSync(join(directory, "log"), "utf8").trim().split("\n");
    expect(log).toEqual(Array.from({ length: 5 }, () => ["in", "out"]).flat());
  });

  it("is taken over from a process that was killed", async () => {
    const holder = aProcess(
      `await withLock(lock, async () => { console.log("mine"); await sleep(60_000); });`,
    );
    await holder.spoke;
    holder.child.kill("SIGKILL");
    await holder.ended;
    expect(readFileSync(lock, "utf8")).toContain(` ${holder.child.pid} `);
    expect(await withLock(lock, () => "taken over")).toBe("taken over");
  });

  it("is taken over from a process on another machine only when its heartbeat stops", async () => {
    const waits = [];
    await withLock(lock, () => {});
    writeFileSync(lock, `another-${hostname()} 1 x\n`);
    const alive = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
    let entered = false;
    const waiting = withLock(
      lock,
      () => {
        entered = true;
      },
      { onWait: () => waits.push("waits"), abandonedAfter: 400 },
    );
    await new Promise((done) => setTimeout(done, 1_000));
    expect(entered).toBe(false);
    clearInterval(alive);
    await waiting;
    expect(entered).toBe(true);
    expect(waits).toEqual(["waits"]);
  });

  it("is released when the work fails", async () => {
    await expect(withLock(lock, () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(await withLock(lock, () => "free")).toBe("free");
  });
});
