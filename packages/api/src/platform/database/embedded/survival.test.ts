import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  aDirectory,
  aHistory,
  clearAway,
  nobodyLeftIn,
  processesIn,
} from "../../../testing/data-directories.ts";
import { installProgram, type Program, startProgram } from "../../../testing/program.ts";

let installation: string;
let program: string;
let migrationsDirectory: string;
let dataDirectory: string;

beforeAll(async () => {
  installation = await aDirectory();
  program = await installProgram(installation);
  migrationsDirectory = await aHistory({ "1_rows": "CREATE TABLE acknowledged (id bigint PRIMARY KEY)" });
});
afterAll(() => Promise.all([clearAway(installation), clearAway(migrationsDirectory)]));
beforeEach(async () => {
  dataDirectory = await aDirectory();
});
afterEach(() => clearAway(dataDirectory));

const start = () => startProgram(program, { dataDirectory, migrationsDirectory });

async function opened(): Promise<Program> {
  const started = start();
  await started.line("open embedded");
  return started;
}

async function count(running: Program): Promise<number> {
  running.say("count");
  return Number((await running.line("count ")).split(" ")[1]);
}

async function close(running: Program): Promise<void> {
  running.say("close");
  expect(await running.exited, running.complaints()).toBe(0);
}

/** Waits until this many more inserts are acknowledged. */
async function acknowledged(running: Program, rows: number): Promise<void> {
  for (let row = 0; row < rows; row++) await running.line("inserted ");
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDirectory, "postgres", "postmaster.pid"), "utf8"), 10);
}

/** The guard is the process that is neither the program, nor the server, nor one of the server's children. */
async function guardOf(server: number): Promise<number> {
  const status = await readFile(`/proc/${server}/status`, "utf8");
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]);
}

const insertedRows = (running: Program) =>
  running.lines.filter((line) => line.startsWith("inserted ")).length;

describe.runIf(process.platform === "linux")("the embedded database", () => {
  it("is created at the first start, kept for the next, and stopped with its last user", async () => {
    const first = await opened();
    expect(first.lines).toContainEqual(expect.stringContaining("Creating the database"));
    first.say("insert 7");
    await first.line("inserted 7");
    await close(first);
    expect(await processesIn(dataDirectory)).toEqual([]);

    const second = await opened();
    expect(second.lines).not.toContainEqual(expect.stringContaining("Creating the database"));
    expect(await count(second)).toBe(1);
    await close(second);
  });

  it("is created by the next start when the first is killed, of which nothing is left", async () => {
    const drafts = async () => (await readdir(dataDirectory)).filter((name) => /^postgres\../.test(name));
    const killed = start();
    await killed.line("info Creating the database");
    await expect.poll(drafts).toHaveLength(1);
    await killed.kill();
    // The program that fills the draft ends by itself.
    await nobodyLeftIn(dataDirectory);
    expect(await drafts()).toHaveLength(1);

    await close(await opened());
    expect(await drafts()).toEqual(["postgres.log"]);
  });

  it("writes to its log what failed, without what the rows hold", async () => {
    const running = await opened();
    running.say("insert 987654");
    await running.line("inserted 987654");
    running.say("flood 987654");
    await running.line("refused 987654");
    await running.kill();
    const log = await readFile(join(dataDirectory, "postgres.log"), "utf8");
    expect(log).toContain("duplicate key value violates unique constraint");
    expect(log).not.toContain("987654");
  });

  it("is shared by three concurrent first starts, and runs until the last one leaves", async () => {
    const [first, second, third] = await Promise.all([opened(), opened(), opened()]);
    first.say("insert 1");
    second.say("insert 2");
    await Promise.all([first.line("inserted"), second.line("inserted")]);
    expect(await count(third)).toBe(2);
    await close(first);
    await second.kill();
    third.say("insert 3");
    await third.line("inserted 3");
    expect(await count(third)).toBe(3);
    await close(third);
    await nobodyLeftIn(dataDirectory);
  });

  it("keeps every acknowledged row when the process is killed, and leaves no server behind", async () => {
    const running = await opened();
    running.say("flood 1");
    await acknowledged(running, 50);
    await running.kill();
    await nobodyLeftIn(dataDirectory);

    const next = await opened();
    expect(await count(next)).toBeGreaterThanOrEqual(insertedRows(running));
    await close(next);
  });

  it("is restarted when the server is killed under a running process", async () => {
    const running = await opened();
    const before = await postmaster();
    running.say("flood 1");
    await acknowledged(running, 20);
    process.kill(before, "SIGKILL");
    await running.line("refused ");
    await acknowledged(running, 20);
    expect(await postmaster()).not.toBe(before);
    await running.kill();
    const next = await opened();
    expect(await count(next)).toBeGreaterThanOrEqual(insertedRows(running));
    await close(next);
  });

  it("recovers when process, guard and server are killed at once", async () => {
    const running = await opened();
    const server = await postmaster();
    const guard = await guardOf(server);
    running.say("flood 1");
    await acknowledged(running, 50);
    for (const pid of [guard, server, running.pid]) process.kill(pid, "SIGKILL");
    await running.exited;

    const next = await opened();
    expect(await count(next)).toBeGreaterThanOrEqual(insertedRows(running));
    await close(next);
    await nobodyLeftIn(dataDirectory);
  });

  it("gets a new guard when its guard is killed, and still leaves nothing behind", async () => {
    const running = await opened();
    const server = await postmaster();
    process.kill(await guardOf(server), "SIGKILL");
    await running.line("warn The database's guard has exited");
    await running.line("warn Stopping a database server that has lost its guard");
    for (;;) {
      const pid = await postmaster().catch(() => server);
      if (pid !== server) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const joined = await opened();
    joined.say("insert 1");
    await joined.line("inserted 1");
    await close(joined);
    await running.kill();
    await nobodyLeftIn(dataDirectory);
  });
});
