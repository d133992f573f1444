import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { withConnection } from "./client.ts";
import { explainConnectionFailure, failureCode } from "./connection-failure.ts";
import { StartupError } from "./startup-error.ts";

const oldestSupported = 15;
const startingUp = "57P03";

/**
 * Connects once and checks that the server meets Pacekeeper's needs: PostgreSQL 15 or newer, writable, sessions in UTC.
 * Waits up to 30 s for a server that is still starting. Throws a StartupError otherwise.
 */
export async function checkServer(url: string, description: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await withConnection(url, (connection) => checkSession(connection, description));
    } catch (error) {
      if (error instanceof StartupError) throw error;
      if (failureCode(error) !== startingUp || Date.now() > deadline) {
        throw explainConnectionFailure(error, description);
      }
      await delay(250);
    }
  }
}

/** What a connection reveals about the server. */
export type ServerFacts = { version: number; shown: string; standby: boolean; zone: string };

async function checkSession(connection: pg.Client, description: string): Promise<void> {
  const { rows } = await connection.query<ServerFacts>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS shown,
            pg_is_in_recovery() AS standby, current_setting('TimeZone') AS zone`,
  );
  for (const facts of rows) {
    const objection = objectionTo(facts, description);
    if (objection !== null) throw new StartupError(objection);
  }
}

/** Why Pacekeeper cannot use a server, and what to do about it; null when it can. */
export function objectionTo(server: ServerFacts, description: string): string | null {
  if (server.version < oldestSupported * 10_000) {
    return `The ${description} is PostgreSQL ${server.shown}; Pacekeeper needs ${oldestSupported} or newer. Upgrade the server, or leave DATABASE_URL unset to use the PostgreSQL that Pacekeeper ships.`;
  }
  if (server.standby) {
    return `The ${description} is a read-only standby. Name the primary server in DATABASE_URL.`;
  }
  if (server.zone !== "UTC") {
    return `The ${description} uses the time zone ${server.zone} although Pacekeeper asked for UTC; something in between, such as a pooler, drops the connection's options. Make it pass them on: without them, times would be stored wrong.`;
  }
  return null;
}
