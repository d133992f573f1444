// What does the dashboard's day cost, with a million questions in the database, compared with its bare SQL?
//
// The product answers the dashboard's query over HTTP. For comparison a handler executes the plainest statements
// that return the same data, and sends their rows. The target is at most 1.8 times the time. Then PostgreSQL
// explains how it found the product's rows: with index scans, never a sequential scan.

import { randomUUID } from "node:crypto";
import { createLoginTokens } from "../packages/api/src/accounts/logins/login-token.ts";
import type { Database } from "../packages/api/src/platform/database/open.ts";
import { postRequest } from "./load/connection.ts";
import { type Contender, compare, drive, type Outcome, ratio } from "./load/rounds.ts";
import { printMachine } from "./report/machine.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { aMillionQuestions, seed } from "./seed.ts";
import { bareDayServer, productStatementsOfDay } from "./servers/bare-day.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { productServer, secretKey } from "./servers/product.ts";
import { measureOrServe, withRoles } from "./servers/role.ts";

const askedPeople = 200;
const rounds = 5;
const secondsATurn = 3;
const target = 1.8;
const lifeMs = 3_600_000;

const pace = "pace { level ratio label emoji score }";
const sums = `questionCount rawSeconds activeSeconds averageActiveSeconds averageTargetSeconds ${pace}`;
const session = `id version startedAt endedAt endReason isActive isPaused ${sums}`;
const document = `query DayPage($date: Date) {
  viewer {
    id
    day(date: $date) {
      date startsAt endsAt sessionCount ${sums}
      hours { hour startsAt endsAt questionCount activeSeconds }
      sessions { startedEarlier session { ${session} } }
    }
    activeSession { ${session} }
  }
}`;

interface Asker {
  readonly userId: string;
  readonly token: string;
}

/** Logs in some of the seeded people. */
async function logIn({ pool }: Pick<Database, "pool">): Promise<Asker[]> {
  const now = Date.now();
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM users ORDER BY id LIMIT $1", [
    askedPeople,
  ]);
  const tokens = createLoginTokens(secretKey);
  return Promise.all(
    rows.map(async ({ id: userId }) => {
      const authSessionId = randomUUID();
      const expiresAt = now + lifeMs;
      await pool.query("INSERT INTO auth_sessions (id, user_id, expires_at) VALUES ($1, $2, $3)", [
        authSessionId,
        userId,
        new Date(expiresAt),
      ]);
      return { userId, token: await tokens.sign({ userId, authSessionId, issuedAt: now, expiresAt }) };
    }),
  );
}

async function measure(): Promise<void> {
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    const started = performance.now();
    await seed(db, aMillionQuestions);
    await printContents(db, (performance.now() - started) / 1000);
    const people = await logIn(db);
    const date = new Date().toISOString().slice(0, 10);
    await withRoles(async (startRole) => {
      const contenders = [
        contender("product", await startRole("product", place), '"sessionCount":2,', people, (token) =>
          postRequest("/graphql", { query: document, variables: { date } }, token),
        ),
        contender(
          "bare SQL",
          await startRole("bare", { url: db.url, people, date }),
          '"count":2}',
          people,
          (token) => postRequest("/", {}, token),
        ),
      ];
      for (const one of contenders) await drive(one, 8, 3);
      for (const connections of [1, 32]) {
        report(connections, await compare(contenders, { connections, rounds, seconds: secondsATurn }));
      }
    });
    await explain(db, people[0]?.userId ?? "", date);
  });
}

/** Requests the days of all people in turn. @param mark what an answer must contain: the day's two sessions */
function contender(
  name: string,
  port: number,
  mark: string,
  people: readonly Asker[],
  request: (token: string) => string,
): Contender {
  let turn = 0;
  return {
    name,
    port,
    nextRequest() {
      turn += 1;
      return request(people[turn % people.length]?.token ?? "");
    },
    accepts: ({ body }) => body.includes(mark),
  };
}

async function printContents({ pool }: Pick<Database, "pool">, seconds: number): Promise<void> {
  const { rows } = await pool.query(`SELECT (SELECT count(*) FROM users)::int AS users,
    (SELECT count(*) FROM work_sessions)::int AS sessions, (SELECT count(*) FROM questions)::int AS questions,
    pg_size_pretty(pg_database_size(current_database())) AS size`);
  const { users, sessions, questions, size } = rows[0];
  console.log(
    `${whole(users)} people, ${whole(sessions)} sessions, ${whole(questions)} questions, ${size}; seeded in ${seconds.toFixed(0)} s\n`,
  );
}

function report(connections: number, outcomes: readonly Outcome[]): void {
  const [product, bare] = outcomes;
  if (!product || !bare) throw new Error("Expected outcomes of two servers.");
  printTable(
    [`${connections} connection${connections === 1 ? "" : "s"}`, "requests/s", "p50", "p99", "times bare"],
    outcomes.map((outcome) => [
      outcome.name,
      whole(outcome.requestsPerSecond),
      milliseconds(outcome.p50),
      milliseconds(outcome.p99),
      ratio(bare, outcome).toFixed(2),
    ]),
  );
  const times = ratio(bare, product);
  printTarget(`At most ${target} times the bare SQL`, times <= target, times.toFixed(2));
  console.log();
}

/** Prints how PostgreSQL finds the rows of each statement. */
async function explain({ pool }: Pick<Database, "pool">, userId: string, date: string): Promise<void> {
  for (const { name, text, values } of await productStatementsOfDay(userId, "UTC", date)) {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>({
      text: `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
      values: [...values],
    });
    const lines = rows.map((row) => row["QUERY PLAN"]);
    // The first Buffers line covers the whole statement.
    const buffers = lines.find((line) => line.includes("Buffers:"))?.trim() ?? "";
    const time = lines.find((line) => line.startsWith("Execution Time"))?.trim() ?? "";
    const scans = lines
      .filter((line) => / Scan /.test(line))
      .map((line) => line.trim().replace(/^->\s+/, ""));
    console.log(`${name}: ${time}, ${buffers}`);
    for (const scan of scans) console.log(`  ${scan.replace(/ \(cost=[^)]*\)/, "")}`);
    const wholeTable = scans.filter((scan) => scan.startsWith("Seq Scan"));
    printTarget("  Index scans only", wholeTable.length === 0, `${scans.length} scans`);
  }
}

await measureOrServe({ product: productServer, bare: bareDayServer }, measure);
