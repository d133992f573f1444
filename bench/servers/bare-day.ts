import { createClient } from "../../packages/api/src/platform/database/client.ts";
import type { Database } from "../../packages/api/src/platform/database/open.ts";
import { activeSession } from "../../packages/api/src/tracking/sessions.ts";
import { readDays, readSessionsOfDay } from "../../packages/api/src/tracking/summaries.ts";
import { plainServer } from "./plain-http.ts";
import type { RoleServer } from "./role.ts";

/** A statement as the driver takes it. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * The statements that the product executes for a person's day and active session, word for word, by asking
 * its own services with a pool that only takes notes.
 *
 * @param date a local date in the zone, YYYY-MM-DD
 */
export async function statementsOfDay(userId: string, zone: string, date: string): Promise<Statement[]> {
  const noted: Statement[] = [];
  const note = async (statement: Statement) => {
    noted.push(statement);
    return { rows: [] };
  };
  // The services call nothing of the pool but `query` with a statement.
  const pool = { query: note } as unknown as Database["pool"];
  const [day] = await readDays(pool, userId, zone, [date]);
  if (!day) throw new Error("One date gives one day.");
  await readSessionsOfDay(pool, userId, day, Date.now());
  await activeSession(pool, userId, Date.now());
  return noted;
}

/** The people to answer for, by the token that means them. */
export interface BareDayOptions {
  readonly url: string;
  readonly date: string;
  readonly people: readonly { readonly userId: string; readonly token: string }[];
}

/** The least that can answer a day: node:http, a lookup of the token in a map, the statements, their rows. */
export async function bareDayServer({ url, date, people }: BareDayOptions): Promise<RoleServer> {
  const { pool, disconnect } = createClient(url, { info: () => {}, warn: console.error });
  const known = new Map<string, Statement[]>();
  for (const { userId, token } of people) {
    known.set(`Bearer ${token}`, await statementsOfDay(userId, "UTC", date));
  }
  return plainServer(async (_body, request) => {
    const statements = known.get(request.headers.authorization ?? "");
    if (!statements) throw new Error("An unknown token.");
    const results = await Promise.all(
      statements.map(({ values, ...statement }) => pool.query({ ...statement, values: [...values] })),
    );
    return JSON.stringify(results.map(({ rows }) => rows));
  }, disconnect);
}
