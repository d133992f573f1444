import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { type DatabaseClock, openDatabaseClock } from "./database-clock.ts";

const HOUR = 3_600_000;
/** Longer than a query takes on a busy machine, and far shorter than any error tested for. */
const NEARLY = 2_000;

let db: TestDatabase;
let clock: DatabaseClock;
/** The errors of this process's wall and monotonic clocks, and of its machine's. */
let wrong = { wall: 0, monotonic: 0, machine: 0 };
const clocks = {
  wall: () => Date.now() + wrong.wall,
  monotonic: () => performance.now() + wrong.monotonic,
  machine: () => Math.floor(performance.now() / 1000) * 1000 + 5_000_000 + wrong.machine,
};
const open = async () => {
  clock = await openDatabaseClock(db.pool, { warn() {} }, clocks);
};

beforeAll(async () => {
  db = await aTestDatabase();
});
beforeEach(() => {
  wrong = { wall: 0, monotonic: 0, machine: 0 };
});
afterEach(() => clock.stop());
afterAll(() => db.close());

/** The clock's difference from the database's, which runs on this machine. */
const error = () => Math.abs(clock.now() - Date.now());

it("equals the local clock when that agrees with the database", async () => {
  await open();
  expect(error()).toBeLessThanOrEqual(1);
});

it.each([-HOUR, 48 * HOUR])("follows the database's clock on a machine that is %i ms off", async (by) => {
  wrong.wall = by;
  await open();
  expect(error()).toBeLessThan(NEARLY);
});

it("is correct at once when the machine's clock is set back", async () => {
  await open();
  wrong.wall = -HOUR;
  expect(error()).toBeLessThan(NEARLY);
});

it("is correct at once after the machine has slept, which its monotonic clock does not count", async () => {
  await open();
  wrong.monotonic = -HOUR;
  expect(error()).toBeLessThan(NEARLY);
});

it("is correct at once when the machine's clock is set ahead", async () => {
  await open();
  wrong.wall = 2 * HOUR;
  expect(error()).toBeLessThan(NEARLY);
});

it("queries the database by itself after a time that no clock of the machine has counted", async () => {
  await open();
  wrong = { wall: 0, monotonic: -HOUR, machine: -HOUR };
  await expect.poll(error, { timeout: 15_000 }).toBeLessThan(NEARLY);
});

it("keeps its offset when a new answer does not contradict it", async () => {
  wrong.wall = -HOUR;
  await open();
  const before = clock.now() - clocks.wall();
  for (let time = 0; time < 20; time += 1) await clock.look();
  expect(Math.abs(clock.now() - clocks.wall() - before)).toBeLessThan(50);
});
