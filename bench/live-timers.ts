// How many people can follow their countdowns live on one core?
//
// The server has one core to itself; the clients and the database share the other. Five thousand sockets follow one
// countdown each, second by second. A tick is late by the time from the whole second that it reports to its arrival,
// so the ticker's own 50 ms slots are included. For comparison bare `ws` sends the same JSON at the same moments.
// Then ten thousand sockets wait for changes that never come. Finally two thousand clients vanish at once, repeatedly.

import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../packages/api/src/platform/database/open.ts";
import {
  floodOfTimers,
  type PlannedTimer,
  type TimerOwner,
  timerOwners,
} from "../packages/api/src/tasks/testing/timer-flood.ts";
import { dropAll, type LiveSubscription, openLiveSockets } from "../packages/api/src/testing/live-sockets.ts";
import { median } from "./load/rounds.ts";
import { printMachine } from "./report/machine.ts";
import { percentile } from "./report/percentile.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { bareTicksServer } from "./servers/bare-ticks.ts";
import { withFreshDatabase } from "./servers/database.ts";
import { type LiveState, liveProductServer } from "./servers/live-product.ts";
import { secretKey } from "./servers/product.ts";
import { canPin, measureOrServe, pinSelf, type RoleProcess, withRoleProcesses } from "./servers/role.ts";

/** Timeouts of the server's own jobs, and of its wait for due timers. */
const OWN_TIMEOUTS = 5;
const ticking = 5_000;
const idle = 10_000;
const vanishing = 2_000;
/** The server allows ten sockets per person. */
const socketsEach = 10;
const rounds = 3;
const settleMs = 5_000;
const measuredMs = 20_000;
const vanishings = 3;
const latestMs = 100;
const idleShare = 0.1;
/** Heap bytes that a vanished client may leave on average: none, apart from the heap's own fluctuation. */
const leftBytes = 100;
/** The timers end an hour from now, spread over a minute so that their ticks are spread evenly. */
const startMs = 3_600_000;
const windowMs = 61_803;

/** One turn of ticks: how late each was, and how many were expected. */
interface Turn {
  readonly lateness: readonly number[];
  readonly expected: number;
  /** Server CPU time in microseconds per tick that arrived. */
  readonly cpuMicroseconds: number;
}

/** The query that subscribes to a countdown; for the bare server, the countdown itself. */
type AskFor = (timer: PlannedTimer) => string;

const ticksOf: AskFor = ({ taskId }) => {
  const id = Buffer.from(`Task:${taskId}`).toString("base64");
  return `subscription { timerTicks(taskId: "${id}") { timerId status remainingSeconds serverTime } }`;
};

const changesOf =
  "subscription { timerChanged { kind timer { id status endsAt remainingSeconds runId serverTime } } }";

function subscriptionsTo(
  port: number,
  timers: readonly PlannedTimer[],
  owners: readonly TimerOwner[],
  askFor: AskFor,
): LiveSubscription[] {
  const tokens = new Map(owners.map(({ token, userId }) => [userId, token]));
  return timers.map((timer) => ({ port, token: tokens.get(timer.userId) ?? "", query: askFor(timer) }));
}

/** Follows all countdowns for a while, then unsubscribes. */
async function tickingTurn(
  server: RoleProcess,
  subscriptions: readonly LiveSubscription[],
  ends: ReadonlyMap<string, number>,
): Promise<Turn> {
  const lateness: number[] = [];
  let measuring = false;
  const sockets = await openLiveSockets(subscriptions, (text) => {
    if (!measuring) return;
    const at = performance.timeOrigin + performance.now();
    const { remainingSeconds, timerId } = JSON.parse(text).payload.data.timerTicks;
    const moment = (ends.get(timerId) ?? Number.NaN) - Math.ceil(remainingSeconds) * 1000;
    lateness.push(at - moment);
  });
  await delay(settleMs);
  const before = await server.cpuMs();
  measuring = true;
  await delay(measuredMs);
  measuring = false;
  const cpuMicroseconds = (((await server.cpuMs()) - before) * 1000) / lateness.length;
  await dropAll(sockets);
  return { lateness, expected: (subscriptions.length * measuredMs) / 1000, cpuMicroseconds };
}

async function measureTicks(
  db: Database,
  product: RoleProcess,
  startBare: () => Promise<RoleProcess>,
): Promise<void> {
  const owners = await timerOwners(db.pool, secretKey, ticking / socketsEach);
  const timers = await floodOfTimers(db.pool, owners, socketsEach, startMs, windowMs);
  const globalId = ({ timerId }: PlannedTimer) => Buffer.from(`Timer:${timerId}`).toString("base64");
  const ends = new Map(timers.map((timer) => [globalId(timer), timer.endsAt]));
  const itself: AskFor = (timer) => JSON.stringify({ timerId: globalId(timer), endsAt: timer.endsAt });
  const bare = await startBare();
  const turns: { product: Turn; bare: Turn }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    turns.push({
      product: await tickingTurn(product, subscriptionsTo(product.port, timers, owners, ticksOf), ends),
      bare: await tickingTurn(bare, subscriptionsTo(bare.port, timers, owners, itself), ends),
    });
  }
  await bare.stop();
  reportTicks(turns);
}

function reportTicks(turns: readonly { product: Turn; bare: Turn }[]): void {
  const row = (name: string, mine: readonly Turn[]) => [
    name,
    whole(mine.reduce((sum, { lateness }) => sum + lateness.length, 0)),
    whole(mine.reduce((sum, { expected }) => sum + expected, 0)),
    ...[0.5, 0.99, 1].map((share) =>
      milliseconds(median(mine.map((turn) => percentile(turn.lateness, share)))),
    ),
    `${median(mine.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(0)} µs`,
  ];
  printTable(
    [`${whole(ticking)} sockets`, "ticks", "expected", "p50 late", "p99 late", "max late", "CPU per tick"],
    [
      row(
        "product",
        turns.map(({ product }) => product),
      ),
      row(
        "bare ws",
        turns.map(({ bare }) => bare),
      ),
    ],
  );
  const p99 = median(turns.map(({ product }) => percentile(product.lateness, 0.99)));
  const times = median(
    turns.map(({ bare, product }) => percentile(product.lateness, 0.99) / percentile(bare.lateness, 0.99)),
  );
  printTarget(
    `p99 at most ${latestMs} ms late`,
    p99 <= latestMs,
    `${milliseconds(p99)}, ${times.toFixed(2)} times bare ws`,
  );
  console.log();
}

// The role returns this type.
const stateOf = async (server: RoleProcess) => (await server.tell()) as LiveState;

async function measureIdle(db: Database, product: RoleProcess): Promise<void> {
  const owners = await timerOwners(db.pool, secretKey, idle / socketsEach);
  const subscriptions = owners.flatMap(({ token }) =>
    Array.from({ length: socketsEach }, () => ({ port: product.port, token, query: changesOf })),
  );
  const sockets = await openLiveSockets(subscriptions, () => {});
  await delay(settleMs);
  const state = await stateOf(product);
  const before = await product.cpuMs();
  const started = performance.now();
  await delay(measuredMs);
  const share = ((await product.cpuMs()) - before) / (performance.now() - started);
  await dropAll(sockets);
  console.log(`${whole(state.subscriptions)} idle subscriptions on ${whole(state.sockets)} sockets`);
  printTarget(`At most ${idleShare * 100} % of a core`, share <= idleShare, `${(share * 100).toFixed(1)} %`);
  console.log();
}

async function measureVanishing(db: Database, product: RoleProcess): Promise<void> {
  const owners = await timerOwners(db.pool, secretKey, vanishing / socketsEach);
  const timers = await floodOfTimers(db.pool, owners, socketsEach, startMs, windowMs);
  const half = (askFor: AskFor, part: number) =>
    subscriptionsTo(
      product.port,
      timers.filter((_, index) => index % 2 === part),
      owners,
      askFor,
    );
  const states: LiveState[] = [];
  const crowds: number[] = [];
  // The first round fills caches, such as that of credentials.
  for (let time = 0; time <= vanishings; time += 1) {
    const sockets = await openLiveSockets([...half(ticksOf, 0), ...half(() => changesOf, 1)], () => {});
    await delay(settleMs);
    crowds.push((await stateOf(product)).subscriptions);
    await dropAll(sockets);
    await delay(settleMs);
    states.push(await stateOf(product));
  }
  reportVanishing(states, Math.min(...crowds));
}

function reportVanishing(states: readonly LiveState[], crowd: number): void {
  printTable(
    [`${whole(vanishing)} gone at once`, "heap", "sockets", "timeouts", "subscriptions"],
    states.map(({ heapBytes, sockets, subscriptions, timeouts }, time) => [
      time === 0 ? "first" : `again ${time}`,
      `${(heapBytes / 1e6).toFixed(2)} MB`,
      whole(sockets),
      whole(timeouts),
      whole(subscriptions),
    ]),
  );
  const [first, last] = [states[0], states.at(-1)];
  if (!first || !last) throw new Error("Expected a state for every round.");
  const left = (last.heapBytes - first.heapBytes) / (vanishing * vanishings);
  printTarget("All clients were connected", crowd >= vanishing, whole(crowd));
  printTarget("No subscription is left", last.subscriptions === 0, whole(last.subscriptions));
  printTarget("No socket is left", last.sockets <= first.sockets, whole(last.sockets));
  // The process has a few timeouts of its own, which come and go.
  printTarget(
    "No timeout of the clients is left",
    last.timeouts <= first.timeouts + OWN_TIMEOUTS,
    `${whole(last.timeouts)}, before ${whole(first.timeouts)}`,
  );
  printTarget(`Less than ${leftBytes} bytes per client are left`, left < leftBytes, left.toFixed(0));
}

async function measure(): Promise<void> {
  pinSelf(1);
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    if (!canPin()) console.log("taskset was not found: the server shares its core with the clients.\n");
    await withRoleProcesses(async (start) => {
      const product = await start("product", place, { core: 0, nodeFlags: ["--expose-gc"] });
      await measureTicks(db, product, () => start("bare", {}, { core: 0 }));
      await measureIdle(db, product);
      await measureVanishing(db, product);
    });
  });
}

await measureOrServe({ product: liveProductServer, bare: bareTicksServer }, measure);
