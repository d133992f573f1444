import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The holder touches its lock this often, as a heartbeat. */
const heartbeatMilliseconds = 1_000;
/** A lock without a heartbeat for this long, by the waiter's own clock, is abandoned. */
const abandonedMilliseconds = 15_000;
const pollMilliseconds = 150;

/**
 * Runs `work` while this process holds the lock file, and returns its result. Waits for a live holder, calling
 * `onWait` once, and takes the lock over from a dead one. Releases the lock even if `work` throws or the
 * process exits.
 */
export async function withLock(
  path,
  work,
  { onWait = () => {}, abandonedAfter = abandonedMilliseconds } = {},
) {
  const own = `${hostname()} ${process.pid} ${randomUUID()}\n`;
  mkdirSync(dirname(path), { recursive: true });
  await take(path, own, onWait, abandonedAfter);
  const heartbeat = setInterval(() => touch(path, own), heartbeatMilliseconds);
  heartbeat.unref();
  const release = () => {
    if (read(path) === own) rmSync(path, { force: true });
  };
  process.on("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off("exit", release);
    release();
  }
}

async function take(path, own, onWait, abandonedAfter) {
  let seen = { mark: "", since: performance.now() };
  let waits = false;
  while (!create(path, own)) {
    const holder = read(path);
    const mark = `${holder}${statSync(path, { throwIfNoEntry: false })?.mtimeMs}`;
    if (mark !== seen.mark) seen = { mark, since: performance.now() };
    if (holder !== null && (hasDied(holder) || performance.now() - seen.since > abandonedAfter)) {
      remove(path, holder);
      continue;
    }
    if (!waits) onWait();
    waits = true;
    await sleep(pollMilliseconds);
  }
}

/** Writes a draft and links it into place, so that the lock always contains its holder's name. */
function create(path, own) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Another waiter may have replaced the lock in the meantime; a lock removed by mistake is put back. */
function remove(path, holder) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== holder) linkSync(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Reliable only on the same host: process ids from another container mean nothing here. */
function hasDied(holder) {
  const [host, pid] = holder.split(" ");
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

function touch(path, own) {
  try {
    if (read(path) === own) utimesSync(path, new Date(), new Date());
  } catch {
    // The next heartbeat tries again; waiters tolerate several missed ones.
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
