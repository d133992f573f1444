import { spawn, spawnSync } from "node:child_process";
import { chmod, chown, mkdir, readdir, readFile, rmdir, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aDirectory, aHistory, clearAway, nobodyLeftIn } from "../../../testing/data-directories.ts";
import { installProgram, type Program, type ProgramUser, startProgram } from "../../../testing/program.ts";
import { socketDirectoryOf } from "./sockets.ts";

const linux = process.platform === "linux";
const root = process.getuid?.() === 0;
const nobody: ProgramUser = { uid: 65534, gid: 65534 };
// A Node installed in root's home directory is closed to other users, whatever Pacekeeper does.
const nodeIsForAll = root && spawnSync(process.execPath, ["--version"], { ...nobody, cwd: "/" }).status === 0;

let installation: string;
let program: string;
let migrationsDirectory: string;
let place: string;

beforeAll(async () => {
  installation = await aDirectory();
  program = await installProgram(installation);
  migrationsDirectory = await aHistory({ "1_rows": "CREATE TABLE acknowledged (id bigint PRIMARY KEY)" });
});
afterAll(() => Promise.all([clearAway(installation), clearAway(migrationsDirectory)]));
beforeEach(async () => {
  place = await aDirectory();
});
afterEach(() => clearAway(place));

const options = (dataDirectory: string) => ({ dataDirectory, migrationsDirectory });

async function opensAndCloses(running: Program): Promise<string[]> {
  await running.line("open embedded");
  running.say("insert 1");
  await running.line("inserted 1");
  running.say("close");
  expect(await running.exited, running.complaints()).toBe(0);
  return running.lines;
}

/** The paragraph with which a program refused to start. */
async function refusal(running: Program): Promise<string> {
  expect(await running.exited, running.lines.join("\n")).toBe(1);
  const paragraph = running.complaints().trim();
  expect(paragraph).not.toMatch(/\n|^\s+at /m);
  return paragraph;
}

describe.runIf(linux && root)("as root", () => {
  it("keeps the rows with an unprivileged owner, in a directory that others may only pass through", async () => {
    const data = join(place, "data");
    await opensAndCloses(startProgram(program, options(data)));
    const cluster = await stat(join(data, "postgres"));
    expect({ uid: cluster.uid, mode: cluster.mode & 0o777 }).toEqual({ uid: nobody.uid, mode: 0o700 });
    expect((await stat(data)).mode & 0o777).toBe(0o711);
    expect((await stat(join(data, "run"))).mode & 0o777).toBe(0o700);
  });

  it("copies the programs out of a home that is closed to others", async () => {
    const home = join(place, "home");
    await mkdir(home);
    const closed = await installProgram(join(home, "clone"), "copy");
    await chmod(home, 0o700);
    const data = join(place, "data");
    const lines = await opensAndCloses(startProgram(closed, options(data)));
    expect(lines).toContainEqual(expect.stringContaining("Copying PostgreSQL's programs"));
    // One copy is enough.
    const again = startProgram(closed, options(data));
    await again.line("open embedded");
    expect(again.lines).not.toContainEqual(expect.stringContaining("Copying"));
    await again.kill();
  });

  it("names the directory that blocks the unprivileged user's way to the data", async () => {
    const home = join(place, "home");
    await mkdir(home, { mode: 0o700 });
    expect(await refusal(startProgram(program, options(join(home, "data"))))).toContain(
      `cannot pass through ${home} to the data`,
    );
  });

  it("says how to fix the owner of a restored cluster that belongs to root", async () => {
    await mkdir(join(place, "postgres"));
    expect(await refusal(startProgram(program, options(place)))).toContain("chown -R 65534:65534");
  });

  it.runIf(nodeIsForAll)("works for an unprivileged user from a read-only installation", async () => {
    const data = join(place, "data");
    await mkdir(data, { mode: 0o700 });
    await chown(data, nobody.uid, nobody.gid);
    const unlinked = await installProgram(join(place, "clone"), "copy");
    const lines = await opensAndCloses(startProgram(unlinked, options(data), nobody));
    // The libraries' links cannot be made there, so it needs a copy of its own.
    expect(lines).toContainEqual(expect.stringContaining("Copying PostgreSQL's programs"));
    // And root continues with the same rows, as the same user.
    const asRoot = startProgram(program, options(data));
    await asRoot.line("open embedded");
    asRoot.say("count");
    expect(await asRoot.line("count")).toBe("count 1");
    await asRoot.kill();
  });

  it("does not take a stale process id for a server, even when that process is alive and has the same user", async () => {
    const crashed = startProgram(program, options(place));
    await crashed.line("open embedded");
    const pidFile = join(place, "postgres", "postmaster.pid");
    const left = await readFile(pidFile, "utf8");
    await crashed.kill();
    await nobodyLeftIn(place);
    const stranger = spawn("sleep", ["600"], { ...nobody, stdio: "ignore" });
    try {
      await writeFile(pidFile, left.replace(/^\d+/, String(stranger.pid)));
      await opensAndCloses(startProgram(program, options(place)));
      expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });
});

describe.runIf(linux)("in any place", () => {
  it("uses a short directory for the socket when the data directory's path is long", async () => {
    const deep = join(place, "d".repeat(60), "e".repeat(60));
    await opensAndCloses(startProgram(program, options(deep)));
    expect(await readdir(deep)).not.toContain("run");
    const short = socketDirectoryOf(deep);
    const { mode, uid } = await stat(short);
    expect({ mode: mode & 0o777, uid }).toEqual({
      mode: 0o700,
      uid: (await stat(join(deep, "postgres"))).uid,
    });
    await rmdir(short);
  });

  it("accepts spaces, commas and quotes in the path", async () => {
    for (const name of ["größer & 100%, or so", 'a "quoted" one']) {
      const data = join(place, name);
      await opensAndCloses(startProgram(program, options(data)));
      const sockets = socketDirectoryOf(data);
      if (!sockets.startsWith(data)) await rmdir(sockets);
    }
  });

  it("does not use a socket directory that somebody else created", async () => {
    await symlink("/tmp", join(place, "run"));
    expect(await refusal(startProgram(program, options(place)))).toContain("but it is something else");
  });

  it("refuses a cluster of another major version and leaves it alone", async () => {
    const cluster = join(place, "postgres");
    const version = join(cluster, "PG_VERSION");
    await mkdir(cluster, { mode: 0o700 });
    if (root) await chown(cluster, nobody.uid, nobody.gid);
    await writeFile(version, "17\n");
    expect(await refusal(startProgram(program, options(place)))).toContain("made by PostgreSQL 17");
    expect(await readFile(version, "utf8")).toBe("17\n");
  });

  it("quotes the server when it does not start", async () => {
    await opensAndCloses(startProgram(program, options(place)));
    await writeFile(join(place, "postgres", "postgresql.conf"), "shared_buffers = 'plenty'\n");
    expect(await refusal(startProgram(program, options(place)))).toMatch(/did not start: .*shared_buffers/);
  });

  it("leaves anything in the cluster's place untouched", async () => {
    const cluster = join(place, "postgres");
    await mkdir(cluster);
    if (root) await chown(cluster, nobody.uid, nobody.gid);
    await writeFile(join(cluster, "letters.txt"), "dear diary");
    expect(await refusal(startProgram(program, options(place)))).toContain("is in the way");
    expect(await readdir(cluster)).toEqual(["letters.txt"]);
    expect(await readdir(place)).toEqual(["postgres"]);
  });
});
