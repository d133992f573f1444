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

/** The holder shows that it lives by touching its lock this often. */
const heartbeatMilliseconds = 1_000;
/** A lock that stayed untouched for so long, by the waiter's own clock, belongs to nobody any more. */
const abandonedMilliseconds = 15_000;
const pollMilliseconds = 150;

/**
 * Runs `work` while this process alone holds the lock file, and gives what it gives. Waits for a holder
 * that lives, calling `onWait` once, and takes over from one that died. The lock is given back also when
 * `work` throws or the process exits.
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

/** Written under another name and linked: the lock never exists without its holder's name in it. */
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

/** Another waiter may have removed it and taken its own meanwhile; what was removed by mistake is put back. */
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

/** Only certain on the same machine: in another container our process numbers mean nothing. */
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
    // The next beat tries again; a waiter allows for many missed ones.
  }
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
