// What does the habits page cost a person with 50 habits and ten years of logs, compared with its bare SQL?
//
// The product answers the page's query over HTTP. For comparison a handler executes the same statements with the same
// parameters and sends their rows. The target is at most twice the time. A third contender is the product again, for a
// person with as many habits but ten days of logs: ten years may take at most 1.5 times as long.

import { randomUUID } from "node:crypto";
import { createLoginTokens } from "../packages/api/src/accounts/logins/login-token.ts";
import type { Database } from "../packages/api/src/platform/database/open.ts";
import { addDays, monthsBefore, startOfWeek } from "../packages/domain/src/time/calendar-date.ts";
import { postRequest } from "./load/connection.ts";
import { type Contender, compare, drive, type Outcome, ratio } from "./load/rounds.ts";
import { printMachine } from "./report/machine.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { seedHabits, tenDays, tenYears } from "./seed-habits.ts";
import { bareHabitsServer, type HabitsPageOf, statementsOfHabits } from "./servers/bare-habits.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { productServer, secretKey } from "./servers/product.ts";
import { measureOrServe, withRoles } from "./servers/role.ts";

const rounds = 5;
const secondsATurn = 3;
const target = 2;
const lifeMs = 3_600_000;

const row = `id version name category colour madeOn archivedAt stopwatchStartedAt firstLoggedOn
  goal { kind minutes } schedule { weekdays timesAWeek } streak { current best unit }`;
const day = "date minutes state";
const stats = "from to totalMinutes averageMinutesPerDay hasEnoughData daysOfData enoughDataOn";
const document = `query HabitsPage($from: Date!, $to: Date!, $id: ID!) {
  viewer { id
    habits { nodes { ${row} days(from: $from, to: $to) { ${day} } } }
    habit(id: $id) { ${row}
    week: stats(span: { days: 7 }) { ${stats} daily { ${day} } }
    fourWeeks: stats(span: { days: 28 }) { ${stats} }
    year: stats(span: { months: 12 }) { ${stats} }
    heat: year { from to stepMinutes minutes steps skipped }
      links { id source task { id title } }
    }
  }
}`;

interface Asker {
  readonly userId: string;
  readonly habitIds: readonly string[];
  readonly token: string;
}

/** Logs in one of the seeded people. @param number 1 has ten years of logs, 2 has ten days */
async function logIn({ pool }: Pick<Database, "pool">, number: number): Promise<Asker> {
  const now = Date.now();
  const { rows } = await pool.query<{ userId: string; habitIds: string[] }>(
    `SELECT user_id AS "userId", array_agg(id ORDER BY rank) AS "habitIds" FROM habits
      WHERE user_id = md5('person ' || $1::int)::uuid GROUP BY user_id`,
    [number],
  );
  const [person] = rows;
  if (!person) throw new Error("A seeded person has no habits.");
  const authSessionId = randomUUID();
  const expiresAt = now + lifeMs;
  await pool.query("INSERT INTO auth_sessions (id, user_id, expires_at) VALUES ($1, $2, $3)", [
    authSessionId,
    person.userId,
    new Date(expiresAt),
  ]);
  const tokens = createLoginTokens(secretKey);
  const token = await tokens.sign({ userId: person.userId, authSessionId, issuedAt: now, expiresAt });
  return { ...person, token };
}

/** What the product itself derives from the date. */
function pageOf({ habitIds, userId }: Asker, today: string): HabitsPageOf {
  const monday = startOfWeek(today, "MONDAY");
  return {
    userId,
    habitIds,
    chosenId: habitIds[0] ?? "",
    today,
    week: { from: monday, to: addDays(monday, 6) },
    sevenDaysFrom: addDays(today, -6),
    fourWeeksFrom: addDays(today, -27),
    yearFrom: addDays(monthsBefore(today, 12), 1),
    heatFrom: addDays(monday, -52 * 7),
  };
}

async function measure(): Promise<void> {
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    const started = performance.now();
    await seedHabits(db, 1000);
    await printContents(db, (performance.now() - started) / 1000);
    const [long, short] = [await logIn(db, 1), await logIn(db, 2)];
    const today = new Date().toISOString().slice(0, 10);
    await withRoles(async (startRole) => {
      const port = await startRole("product", place);
      const page = pageOf(long, today);
      const contenders = [
        product(`product, ${tenYears.days} days`, port, long, today),
        {
          name: "bare SQL of these",
          port: await startRole("bare", { url: db.url, page }),
          nextRequest: () => postRequest("/", {}, long.token),
          accepts: ({ body }: { readonly body: string }) => body.includes('"firstOn"'),
        },
        product(`product, ${tenDays.days} days`, port, short, today),
      ];
      for (const one of contenders) await drive(one, 8, 3);
      for (const connections of [1, 32]) {
        report(connections, await compare(contenders, { connections, rounds, seconds: secondsATurn }));
      }
      await explain(db, page);
    });
  });
}

function product(name: string, port: number, asker: Asker, today: string): Contender {
  const { week } = pageOf(asker, today);
  const id = Buffer.from(`Habit:${asker.habitIds[0]}`).toString("base64");
  const request = postRequest("/graphql", { query: document, variables: { ...week, id } }, asker.token);
  return {
    name,
    port,
    nextRequest: () => request,
    accepts: ({ body }) => body.includes('"stepMinutes"') && !body.includes('"errors"'),
  };
}

async function printContents({ pool }: Pick<Database, "pool">, seconds: number): Promise<void> {
  const { rows } = await pool.query(`SELECT (SELECT count(*) FROM users)::int AS users,
    (SELECT count(*) FROM habits)::int AS habits, (SELECT count(*) FROM habit_logs)::int AS logs,
    (SELECT count(*) FROM habit_logs WHERE user_id = md5('person 1')::uuid)::int AS theirs,
    pg_size_pretty(pg_database_size(current_database())) AS size`);
  const { habits, logs, size, theirs, users } = rows[0];
  console.log(
    `${whole(users)} people, ${whole(habits)} habits, ${whole(logs)} logs, ${whole(theirs)} of them one person's, ${size}; seeded in ${seconds.toFixed(0)} s\n`,
  );
}

function report(connections: number, outcomes: readonly Outcome[]): void {
  const [long, bare, short] = outcomes;
  if (!long || !bare || !short) throw new Error("Expected three outcomes.");
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
  const times = ratio(bare, long);
  printTarget(`At most ${target} times the bare SQL`, times <= target, times.toFixed(2));
  const years = ratio(short, long);
  printTarget("Ten years at most 1.5 times ten days", years <= 1.5, years.toFixed(2));
  console.log();
}

/** Prints how PostgreSQL finds the rows of each statement. */
async function explain({ pool }: Pick<Database, "pool">, page: HabitsPageOf): Promise<void> {
  for (const { name, text, values } of await statementsOfHabits(page)) {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>({
      text: `EXPLAIN (ANALYZE, BUFFERS) ${text}`,
      values: [...values],
    });
    const lines = rows.map((row) => row["QUERY PLAN"].trim());
    const of = (start: string) => lines.find((line) => line.startsWith(start)) ?? "";
    console.log(`${name}: ${of("Planning Time")}, ${of("Execution Time")}, ${of("Buffers")}`);
    const wholeTable = lines.filter((line) => /Seq Scan on habit_(days|logs)/.test(line));
    printTarget("  Index scans only", wholeTable.length === 0, `${wholeTable.length} sequential scans`);
  }
}

await measureOrServe({ product: productServer, bare: bareHabitsServer }, measure);
