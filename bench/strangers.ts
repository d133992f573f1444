// Do strangers who attack the server stop it, make others wait, or learn anything?
//
// One attack after another goes on for ten seconds against a server with a heap of 512 MB, with the limits that it has
// by default, while eight guests together press Next a hundred times per second. The target: the server lives, the 99th
// percentile of a press stays below 250 ms while each goes on, and no attack finds out what it asks for.

import { aMailServer } from "../packages/api/src/testing/mail-server.ts";
import { type Guest, makeGuests } from "./load/guests.ts";
import { pressSteadily } from "./load/presses.ts";
import { printMachine } from "./report/machine.ts";
import { percentile } from "./report/percentile.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { type DatabasePlace, withFreshDatabase } from "./servers/database.ts";
import { productServer } from "./servers/product.ts";
import { measureOrServe, type RoleProcess, type RoleServer, withRoleProcesses } from "./servers/role.ts";
import { ATTACKER, type Attack, type Scene } from "./strangers/attack.ts";
import { FILLING, INTROSPECTION, SEARCHES, UNIQUE_DOCUMENTS } from "./strangers/memory-attacks.ts";
import { CURSORS, LOCKING_OUT, SURROGATES, TIMED_RESETS } from "./strangers/telling-attacks.ts";

const heapMegabytes = 512;
const pressing = { perSecond: 100, seconds: 10 };
const pressers = 8;
const targetMs = 250;

const quiet: Attack = { name: "undisturbed", run: async () => "" };
// The one that uses up the attacker's quota comes last.
const attacks: readonly Attack[] = [
  quiet,
  CURSORS,
  UNIQUE_DOCUMENTS,
  INTROSPECTION,
  SEARCHES,
  SURROGATES,
  LOCKING_OUT,
  TIMED_RESETS,
  FILLING,
  { ...quiet, name: "afterwards" },
];

/** The product with its own limits, behind a proxy and with mail. It tells its resident memory in bytes. */
async function attackedServer({
  smtpUrl,
  ...place
}: DatabasePlace & { readonly smtpUrl: string }): Promise<RoleServer> {
  const server = await productServer(place, {
    RATE_LIMIT_FACTOR: "1",
    TRUST_PROXY: "1",
    SMTP_URL: smtpUrl,
    MAIL_FROM: "pacekeeper@example.org",
  });
  return { ...server, tell: async () => process.memoryUsage().rss };
}

/** The people who press, in a process of their own: the attacker's work must not delay them. It tells their times. */
async function pressingPeople(options: {
  readonly port: number;
  readonly guests: readonly Guest[];
}): Promise<RoleServer> {
  return {
    port: 0,
    tell: () =>
      pressSteadily(options.port, options.guests, pressing).catch((error: unknown) => {
        console.error(error);
        return [];
      }),
    async close() {},
  };
}

/** How one attack went. */
interface Outcome {
  readonly name: string;
  readonly times: readonly number[];
  readonly memory: number;
  readonly found: string;
  /** Why the attack succeeded; null: it did not. */
  readonly succeeded: string | null;
}

async function endure(
  { name, prepare, run }: Attack,
  scene: Scene,
  server: RoleProcess,
  people: RoleProcess,
): Promise<Outcome> {
  await prepare?.(scene);
  const pressed = people.tell();
  let succeeded: string | null = null;
  const found = await run(scene, performance.now() + pressing.seconds * 1000).catch((error: unknown) => {
    succeeded = error instanceof Error ? error.message : String(error);
    return "";
  });
  // What the presser's process tells.
  const times = (await pressed) as number[];
  return { name, times, memory: server.hasEnded ? 0 : Number(await server.tell()), found, succeeded };
}

async function measure(): Promise<void> {
  const mails = await aMailServer();
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    await withRoleProcesses(async (start) => {
      const server = await start(
        "product",
        { ...place, smtpUrl: mails.url },
        { nodeFlags: [`--max-old-space-size=${heapMegabytes}`] },
      );
      const { port } = server;
      const guests: Guest[] = [];
      for (let person = 1; person <= pressers; person += 1)
        guests.push(...(await makeGuests(port, 1, `198.51.100.${person}`)));
      const strangers = await makeGuests(port, 6, ATTACKER);
      const [victim] = guests;
      if (victim === undefined) throw new Error("Nobody presses.");
      const people = await start("people", { port, guests });
      const outcomes: Outcome[] = [];
      for (const attack of attacks) {
        outcomes.push(await endure(attack, { port, db, mails, victim, strangers }, server, people));
        if (server.hasEnded) break;
      }
      report(outcomes, server.hasEnded);
    });
  });
  await mails.close();
}

function report(outcomes: readonly Outcome[], hasEnded: boolean): void {
  printTable(
    ["while", "presses", "p50", "p99", "memory", "what came of it"],
    outcomes.map(({ found, memory, name, succeeded, times }) => [
      name,
      whole(times.length),
      milliseconds(percentile(times, 0.5)),
      milliseconds(percentile(times, 0.99)),
      `${whole(memory / 2 ** 20)} MB`,
      succeeded ?? found,
    ]),
  );
  console.log();
  const slowest = Math.max(...outcomes.map(({ times }) => percentile(times, 0.99)));
  const told = outcomes.filter(({ succeeded }) => succeeded !== null).map(({ name }) => name);
  printTarget(
    `The server lives, with a heap of ${heapMegabytes} MB`,
    !hasEnded,
    hasEnded ? "ended" : "alive",
  );
  printTarget(`The p99 of a press stays below ${targetMs} ms`, slowest < targetMs, milliseconds(slowest));
  printTarget("Nothing is told or filled", told.length === 0, told.join(", ") || "nothing");
}

await measureOrServe({ product: attackedServer, people: pressingPeople }, measure);
