import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The part of the server's PostgreSQL client that is used here. */
interface Client {
  connect(): Promise<void>;
  query(text: string): Promise<{ rows: Record<string, string>[] }>;
  end(): Promise<void>;
}

const requireOfServer = createRequire(
  fileURLToPath(new URL("../../packages/api/package.json", import.meta.url)),
);

/** Every row of every table in a server's embedded database, as text that starts with the table's name. */
export async function wholeDatabase(dataDirectory: string): Promise<string[]> {
  const pg: { Client: new (options: object) => Client } = requireOfServer("pg");
  const client = new pg.Client({
    host: join(dataDirectory, "run"),
    user: "pacekeeper",
    database: "pacekeeper",
  });
  await client.connect();
  try {
    const { rows: tables } = await client.query(
      "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`SELECT '${name}: ' || to_jsonb(t)::text AS row FROM ${name} t`);
      found.push(...rows.map(({ row = "" }) => row));
    }
    return found;
  } finally {
    await client.end();
  }
}
