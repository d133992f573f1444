import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { withConnection } from "./client.ts";
import { explainConnectionFailure, failureCode } from "./connection-failure.ts";
import { StartupError } from "./startup-error.ts";

const oldestSupported = 15;
const startingUp = "57P03";

/**
 * Connects once and checks that the server can serve Pacekeeper: PostgreSQL 15 or newer, writable, sessions
 * in UTC. A server that is still starting is waited for, up to 30 s. Throws a StartupError otherwise.
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

/** What a connection tells about the server at its other end. */
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

/** Why a server cannot serve Pacekeeper, and what to do; null when it can. */
export function objectionTo(server: ServerFacts, description: string): string | null {
  if (server.version < oldestSupported * 10_000) {
    return `The ${description} is PostgreSQL ${server.shown}; Pacekeeper needs ${oldestSupported} or newer. Upgrade the server, or leave DATABASE_URL out to use the PostgreSQL that Pacekeeper brings.`;
  }
  if (server.standby) {
    return `The ${description} is a standby that only reads. Name the primary server in DATABASE_URL.`;
  }
  if (server.zone !== "UTC") {
    return `The ${description} answers in the time zone ${server.zone} although UTC was asked for; something in between drops the connection's options. Let it pass them on: without them times would be stored wrong.`;
  }
  return null;
}
