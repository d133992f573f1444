import { randomUUID } from "node:crypto";
import pg from "pg";
import type { StartupLog } from "./startup-error.ts";

const PROBE_WITHIN_MS = 2_000;
const PING_EVERY_MS = 5_000;
const LONGEST_WAIT_MS = 30_000;

/** A connection that listens to a channel for as long as the process lives. */
export interface Notifications {
  /** Whether every notification arrives now; false while connecting and on servers that deliver none. */
  readonly live: boolean;
  stop(): Promise<void>;
}

/** Callbacks of a listener. */
export interface NotificationListener {
  onNotification(payload: string): void;
  /** From now on notifications may be missed, until `live` is true again. */
  onLost(): void;
}

/**
 * Listens to a PostgreSQL channel, and reconnects when the connection breaks. It counts as live only after its own
 * probe has come back, since poolers in transaction mode accept LISTEN and deliver nothing.
 *
 * @param channel a plain SQL name
 */
export function listenTo(
  url: string,
  channel: string,
  listener: NotificationListener,
  log: StartupLog,
): Notifications {
  const stopping = new AbortController();
  let live = false;

  async function hear(): Promise<void> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 10_000 });
    const broken = new Promise<void>((resolve) => {
      client.once("error", () => resolve());
      client.once("end", () => resolve());
      stopping.signal.addEventListener("abort", () => resolve(), { once: true });
    });
    try {
      await client.connect();
      const probe = `probe ${randomUUID()}`;
      const answered = new Promise<boolean>((resolve) => {
        setTimeout(resolve, PROBE_WITHIN_MS, false).unref();
        client.on("notification", ({ payload = "" }) => {
          if (payload === probe) resolve(true);
          else if (!payload.startsWith("probe ")) listener.onNotification(payload);
        });
      });
      await client.query(`LISTEN "${channel}"`);
      await client.query("SELECT pg_notify($1, $2)", [channel, probe]);
      if (!(await answered)) throw new Error("The server delivers no notifications");
      live = true;
      // A ping detects a connection that died silently.
      const ping = setInterval(() => client.query("SELECT 1").catch(() => client.end()), PING_EVERY_MS);
      ping.unref();
      await broken;
      clearInterval(ping);
    } finally {
      live = false;
      listener.onLost();
      await client.end().catch(() => {});
    }
  }

  const running = (async () => {
    for (let wait = 500; !stopping.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const began = Date.now();
      await hear().catch((error: unknown) => {
        log.warn(
          `Database notifications are not arriving: ${error instanceof Error ? error.message : error}`,
        );
      });
      if (Date.now() - began > LONGEST_WAIT_MS) wait = 500;
      if (!stopping.signal.aborted) await pause(wait, stopping.signal);
    }
  })();

  return {
    get live() {
      return live;
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
