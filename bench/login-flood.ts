// What do other people notice when two hundred people log in at the same moment?
//
// Presses of Next arrive at a steady rate, alternately undisturbed and while 200 logins are sent at once. Each
// press is timed from the moment it was due, so the time that it waits behind another press counts. The target:
// the 99th percentile rises by less than 50 ms.

import { randomUUID } from "node:crypto";
import { KeptConnection, postRequest } from "./load/connection.ts";
import { makeGuests } from "./load/guests.ts";
import { pressSteadily } from "./load/presses.ts";
import { printMachine } from "./report/machine.ts";
import { percentile } from "./report/percentile.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { productServer } from "./servers/product.ts";
import { measureOrServe, withRoles } from "./servers/role.ts";

const logins = 200;
const rounds = 5;
const pressers = 8;
const pressing = { perSecond: 100, seconds: 4 };
const targetMs = 50;

const login = `mutation ($input: LoginInput!) { login(input: $input) { __typename } }`;

/** How many logins of a flood were checked or refused as busy, and how long the last one took. */
interface Flood {
  readonly looked: number;
  readonly busy: number;
  readonly seconds: number;
}

/** Logs in two hundred different people at once; a wrong password costs as much as a right one. */
async function flood(port: number): Promise<Flood> {
  const connections = await Promise.all(Array.from({ length: logins }, () => KeptConnection.open(port)));
  const started = performance.now();
  const bodies = await Promise.all(
    connections.map(async (connection) => {
      const input = { email: `${randomUUID()}@example.org`, password: "correct horse battery staple" };
      return (await connection.ask(postRequest("/graphql", { query: login, variables: { input } }))).body;
    }),
  );
  for (const connection of connections) connection.close();
  const count = (name: string) => bodies.filter((body) => body.includes(`"${name}"`)).length;
  const [looked, busy] = [count("WrongLogin"), count("Busy")];
  if (looked + busy !== logins) throw new Error(`A login got an unexpected answer: ${bodies[0]}`);
  return { looked, busy, seconds: (performance.now() - started) / 1000 };
}

const median = (values: readonly number[]) => percentile(values, 0.5);

async function measure(): Promise<void> {
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    await withRoles(async (startRole) => {
      const port = await startRole("product", place);
      const guests = await makeGuests(port, pressers);
      await pressSteadily(port, guests, pressing);
      await flood(port);
      const quiet: number[][] = [];
      const flooded: number[][] = [];
      const floods: Flood[] = [];
      for (let round = 0; round < rounds; round += 1) {
        quiet.push(await pressSteadily(port, guests, pressing));
        const pressed = pressSteadily(port, guests, pressing);
        floods.push(await flood(port));
        flooded.push(await pressed);
      }
      report(quiet, flooded, floods);
    });
  });
}

function report(quiet: readonly number[][], flooded: readonly number[][], floods: readonly Flood[]): void {
  const row = (name: string, turns: readonly number[][]) => [
    name,
    whole(turns.flat().length),
    ...[0.5, 0.99].map((share) => milliseconds(median(turns.map((times) => percentile(times, share))))),
  ];
  printTable(
    ["presses", "answered", "p50", "p99"],
    [row("undisturbed", quiet), row(`while ${logins} log in`, flooded)],
  );
  const last = median(floods.map(({ seconds }) => seconds));
  const looked = median(floods.map((one) => one.looked));
  const busy = median(floods.map((one) => one.busy));
  console.log(
    `\nOf ${logins} logins, ${looked} were checked within ${last.toFixed(2)} s and ${busy} told to retry.`,
  );
  const rises = quiet.map((times, round) => percentile(flooded[round] ?? [], 0.99) - percentile(times, 0.99));
  const rise = median(rises);
  printTarget(`p99 rises by less than ${targetMs} ms`, rise < targetMs, milliseconds(rise));
}

await measureOrServe({ product: productServer }, measure);
