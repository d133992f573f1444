// Does every timer complete once and reach its subscriber, even while servers are killed, and with what lag?
//
// Ten thousand timers of 200 people end within a minute. First one process serves everything, then three, of which
// one is killed about every five seconds and started again. Each person follows their timers over one socket; after a
// lost connection they reconnect to another process and resume where they stopped. The lag of a message is the time
// from the timer's end to its arrival.

import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "../packages/api/src/platform/database/open.ts";
import {
  type FaithfulFollower,
  followFaithfully,
} from "../packages/api/src/tasks/testing/faithful-follower.ts";
import {
  faultsOf,
  floodOfTimers,
  type PlannedTimer,
  timerHistories,
  timerOwners,
} from "../packages/api/src/tasks/testing/timer-flood.ts";
import { printMachine } from "./report/machine.ts";
import { percentile } from "./report/percentile.ts";
import { milliseconds, printTable, printTarget, whole } from "./report/table.ts";
import { type DatabasePlace, withFreshDatabase } from "./servers/database.ts";
import { productServer, secretKey } from "./servers/product.ts";
import { measureOrServe, type RoleProcess, withRoleProcesses } from "./servers/role.ts";

const people = 200;
const timersEach = 50;
const windowMs = 60_000;
const leadMs = 5_000;
const killEveryMs = 5_000;
/** A message that has not arrived this long after the last end counts as lost. */
const patienceMs = 60_000;

/** What happened to the timers of one run. */
interface Outcome {
  readonly name: string;
  readonly timers: number;
  readonly kills: number;
  readonly losses: number;
  /** For each timer reported as completed: from its end to the first message, in milliseconds. */
  readonly lags: readonly number[];
  /** All messages; those beyond the number of timers are repeats. */
  readonly messages: number;
  /** For each timer: from its end to the write of its completion, in milliseconds. */
  readonly writing: readonly number[];
  /** What is wrong with each timer whose history is not exactly one completion, at its end. */
  readonly faults: readonly string[];
}

/** Runs the flood against a number of processes. @param killing kill one after another while timers end */
async function flood(
  db: Database,
  place: DatabasePlace,
  processes: number,
  killing: boolean,
): Promise<Outcome> {
  let outcome: Outcome | null = null;
  await withRoleProcesses(async (start) => {
    const servers: RoleProcess[] = [];
    for (let number = 0; number < processes; number += 1) servers.push(await start("product", place));
    const owners = await timerOwners(db.pool, secretKey, people);
    const living = () => servers.filter((one) => !one.hasEnded).map(({ port }) => `http://127.0.0.1:${port}`);
    const lags = new Map<string, number>();
    let messages = 0;
    const ends = new Map<string, number>();
    const from = Date.now();
    const followers: FaithfulFollower[] = owners.map((owner) =>
      followFaithfully(owner, living, from, ({ receivedAt, runId, status }) => {
        if (status !== "COMPLETED") return;
        messages += 1;
        if (!lags.has(runId)) lags.set(runId, receivedAt - (ends.get(runId) ?? Number.NaN));
      }),
    );
    await delay(3_000);
    const planned = await floodOfTimers(db.pool, owners, timersEach, leadMs, windowMs);
    for (const { endsAt, runId } of planned) ends.set(runId, endsAt);
    const lastEnd = Math.max(...ends.values());
    let kills = 0;
    while (killing && Date.now() + killEveryMs < lastEnd) {
      await delay(killEveryMs);
      await servers.shift()?.kill();
      kills += 1;
      // Kills the next one only when this one is ready, so that two are always alive.
      servers.push(await start("product", place));
    }
    while (lags.size < planned.length && Date.now() < lastEnd + patienceMs) await delay(100);
    const losses = followers.reduce((sum, follower) => sum + follower.losses, 0);
    await Promise.all(followers.map((follower) => follower.stop()));
    const name = `${processes} ${processes === 1 ? "process" : "processes"}${killing ? ", killed in turn" : ""}`;
    outcome = {
      name,
      timers: planned.length,
      kills,
      losses,
      lags: [...lags.values()],
      messages,
      ...(await historyOf(db, planned)),
    };
  });
  if (!outcome) throw new Error("The flood was not measured.");
  return outcome;
}

async function historyOf(db: Database, planned: readonly PlannedTimer[]) {
  const histories = new Map((await timerHistories(db.pool)).map((history) => [history.runId, history]));
  return {
    faults: planned.flatMap((timer) => faultsOf(timer, histories.get(timer.runId))),
    writing: planned.map(({ endsAt, runId }) => (histories.get(runId)?.notedAt ?? Number.NaN) - endsAt),
  };
}

function report(outcome: Outcome, targetMs: number): void {
  const { faults, kills, lags, losses, messages, name, timers, writing } = outcome;
  const row = (what: string, values: readonly number[]) => [
    what,
    whole(values.length),
    ...[0.5, 0.99, 1].map((share) => milliseconds(percentile(values, share))),
  ];
  printTable([name, "timers", "p50", "p99", "max"], [row("written", writing), row("delivered", lags)]);
  console.log(`${whole(messages)} messages; ${whole(kills)} kills cost ${whole(losses)} connections.`);
  printTarget(
    "Each completes once, at its end",
    faults.length === 0,
    `${faults.length} faults ${faults[0] ?? ""}`,
  );
  printTarget("Each reaches its subscriber", lags.length === timers, `${whole(timers - lags.length)} lost`);
  const early = lags.filter((lag) => lag < 0).length;
  printTarget("No message is early", early === 0, whole(early));
  const p99 = percentile(lags, 0.99);
  printTarget(`p99 of the lag at most ${targetMs} ms`, p99 <= targetMs, milliseconds(p99));
  console.log();
}

async function measure(): Promise<void> {
  await withFreshDatabase(async (db, place) => {
    await printMachine(db.pool);
    report(await flood(db, place, 1, false), 300);
    report(await flood(db, place, 3, true), 2_000);
  });
}

await measureOrServe({ product: productServer }, measure);
