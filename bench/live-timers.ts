// How many people can follow their countdowns live on one core?
//
// The server has one core for itself, the clients and the database the other. Five thousand sockets follow one
// countdown each, second by second: a tick's lateness is from the whole second that it is about to its arrival, so
// the ticker's own 50 ms count. Beside it `ws` alone sends the same JSON at the same moments. Then ten thousand
// sockets wait for changes that do not come, and at last two thousand clients vanish at once, three times.

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

/** Of the jobs and the waiting for due timers. */
const OWN_TIMEOUTS = 5;
const ticking = 5_000;
const idle = 10_000;
const vanishing = 2_000;
/** A person may hold ten sockets. */
const socketsEach = 10;
const rounds = 3;
const settleMs = 5_000;
const measuredMs = 20_000;
const vanishings = 3;
const latestMs = 100;
const idleShare = 0.1;
/** Bytes of the heap that a vanished client may leave, on average: none, but for the heap's own unrest. */
const leftBytes = 100;
/** The timers end an hour from now, spread over a minute so that their seconds lie evenly. */
const startMs = 3_600_000;
const windowMs = 61_803;

/** One turn of ticks: how late each was, and how many should have come. */
interface Turn {
  readonly lateness: readonly number[];
  readonly expected: number;
  /** Microseconds of the server's core for each that came. */
  readonly cpuMicroseconds: number;
}

/** What each countdown is asked for by; the bare server is told the countdown itself. */
type AskFor = (timer: PlannedTimer) => string;

const ticksOf: AskFor = ({ taskId }) => {
  const id = Buffer.from(`Task:${taskId}`).toString("base64");
  return `subscription { timerTicks(taskId: "${id}") { timerId status remainingSeconds serverTime } }`;
};

const changesOf = "subscription { timerChanged { id status endsAt remainingSeconds runId serverTime } }";

function subscriptionsTo(
  port: number,
  timers: readonly PlannedTimer[],
  owners: readonly TimerOwner[],
  askFor: AskFor,
): LiveSubscription[] {
  const tokens = new Map(owners.map(({ token, userId }) => [userId, token]));
  return timers.map((timer) => ({ port, token: tokens.get(timer.userId) ?? "", query: askFor(timer) }));
}

/** Follows all countdowns for a while, then lets them go. */
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
    [`${whole(ticking)} sockets`, "ticks", "expected", "p50 late", "p99 late", "latest", "CPU a tick"],
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

// The role gives what its type says.
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
  // The first time fills what is kept on purpose, such as who a login is.
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
  if (!first || !last) throw new Error("They have vanished.");
  const left = (last.heapBytes - first.heapBytes) / (vanishing * vanishings);
  printTarget("All of them were there", crowd >= vanishing, whole(crowd));
  printTarget("No subscription is left", last.subscriptions === 0, whole(last.subscriptions));
  printTarget("No socket is left", last.sockets <= first.sockets, whole(last.sockets));
  // The process has a few of its own, of which now one and now another waits.
  printTarget(
    "No timeout of theirs is left",
    last.timeouts <= first.timeouts + OWN_TIMEOUTS,
    `${whole(last.timeouts)}, before ${whole(first.timeouts)}`,
  );
  printTarget(`Under ${leftBytes} bytes a client are left`, left < leftBytes, left.toFixed(0));
}

async function measure(): Promise<void> {
  pinSelf(1);
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    if (!canPin()) console.log("There is no taskset here: the server shares its core with the clients.\n");
    await withRoleProcesses(async (start) => {
      const product = await start("product", place, { core: 0, nodeFlags: ["--expose-gc"] });
      await measureTicks(db, product, () => start("bare", {}, { core: 0 }));
      await measureIdle(db, product);
      await measureVanishing(db, product);
    });
  });
}

await measureOrServe({ product: liveProductServer, bare: bareTicksServer }, measure);
