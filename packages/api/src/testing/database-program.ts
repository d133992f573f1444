import { createInterface } from "node:readline";
import { openDatabase } from "../platform/database/open.ts";
import { StartupError } from "../platform/database/startup-error.ts";

// A process that opens the database as the server does, for tests that need one to kill. It takes its options as JSON
// on the command line, then one command per line: insert <id>, flood, count, close.

type ProgramOptions = { dataDirectory: string; migrationsDirectory: string; databaseUrl?: string };

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  // The test that starts this program wrote the options.
  const options = JSON.parse(process.argv[2] ?? "{}") as ProgramOptions;
  const log = {
    info: (message: string) => say(`info ${message}`),
    warn: (message: string) => say(`warn ${message}`),
  };
  const database = await openDatabase({ ...options, log, poolSize: 2 });
  const insert = (id: string) => database.pool.query("INSERT INTO acknowledged VALUES ($1)", [id]);
  say(`open ${database.kind}`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument = ""] = line.split(" ");
    if (command === "insert") {
      await insert(argument);
      say(`inserted ${argument}`);
    } else if (command === "count") {
      const { rows } = await database.pool.query<{ n: string }>("SELECT count(*) AS n FROM acknowledged");
      say(`count ${rows[0]?.n}`);
    } else if (command === "flood") {
      void flood(Number(argument), insert);
    } else if (command === "close") {
      await database.close();
      say("closed");
      break;
    }
  }
  // The test keeps its end open, which alone would keep this process alive.
  process.stdin.destroy();
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Inserts forever, reporting each row that the database acknowledges; retries while the database is down. */
async function flood(first: number, insert: (id: string) => Promise<unknown>): Promise<void> {
  for (let id = first; ; id++) {
    await insert(String(id)).then(
      () => say(`inserted ${id}`),
      () => say(`refused ${id}`),
    );
  }
}
