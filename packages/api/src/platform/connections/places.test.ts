import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { aTestApplication, type TestApplication } from "../../testing/application.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { anEventStream, type EventStream } from "../../testing/event-stream.ts";
import { aSecondProcessOf, type SecondProcess } from "../../testing/second-process.ts";
import { type Connection, createConnections } from "./connections.ts";
import { type ConnectionPlaces, createConnectionPlaces } from "./places.ts";

const log = { warn: vi.fn() };

describe("the places for connections", () => {
  let db: TestDatabase;
  const processes: ConnectionPlaces[] = [];
  beforeAll(async () => {
    db = await aTestDatabase();
  });
  afterEach(async () => {
    for (const one of processes.splice(0)) await one.stop();
  });
  afterAll(() => db.close());

  function aProcess(): ConnectionPlaces {
    const one = createConnectionPlaces(db.pool, log);
    processes.push(one);
    return one;
  }

  it("are counted once for all processes, however many ask at the same moment", async () => {
    const [one, other] = [aProcess(), aProcess()];
    const asked = Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? one : other).take("ada", 10));
    const places = (await Promise.all(asked)).filter((place) => place !== "full");
    expect(places.sort((a, b) => Number(a) - Number(b))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await other.take("bob", 10)).toEqual(expect.any(Number));
  });

  it("are free again when they are given back, and only by the process that took them", async () => {
    const [one, other] = [aProcess(), aProcess()];
    const place = Number(await one.take("eve", 1));
    await other.take("somebody else", 1);
    await other.give("eve", place);
    expect(await other.take("eve", 1)).toBe("full");
    await one.give("eve", place);
    expect(await other.take("eve", 1)).toBe(1);
  });

  it("of a process that stops, or is no longer seen, are free again", async () => {
    const [stopped, killed] = [aProcess(), aProcess()];
    await stopped.take("joan", 2);
    await killed.take("joan", 2);
    expect(await aProcess().take("joan", 2)).toBe("full");
    await stopped.stop();
    expect(await aProcess().take("joan", 2)).toEqual(expect.any(Number));
    expect(await aProcess().take("joan", 2)).toBe("full");
    await db.pool.query("UPDATE server_processes SET seen_at = now() - interval '31 seconds'");
    expect(await aProcess().take("joan", 2)).toEqual(expect.any(Number));
  });

  it("of a process that is seen stay taken", async () => {
    const living = createConnectionPlaces(db.pool, log, 10);
    processes.push(living);
    await living.take("kim", 1);
    await db.pool.query("UPDATE server_processes SET seen_at = now() - interval '31 seconds'");
    const { rows } = await db.pool.query("SELECT now() AS at");
    await vi.waitFor(async () => {
      const seen = await db.pool.query("SELECT FROM server_processes WHERE seen_at >= $1", [rows[0].at]);
      expect(seen.rowCount).toBe(1);
    }, 10_000);
    expect(await aProcess().take("kim", 1)).toBe("full");
  });
});

describe("the connections of one process", () => {
  const aConnection = (): Connection => ({ viewer: null, address: "192.0.2.1", close: vi.fn() });

  it("are limited while the database does not answer", async () => {
    const silent: ConnectionPlaces = { take: async () => null, give: async () => {}, stop: async () => {} };
    const connections = createConnections(2, silent);
    const admitted = await Promise.all([1, 2, 3].map(() => connections.admit(aConnection())));
    expect(admitted).toEqual([true, true, false]);
  });

  it("that have left before they are admitted take no place", async () => {
    const take = vi.fn(async () => 7);
    const connections = createConnections(2, { take, give: async () => {}, stop: async () => {} });
    const gone = aConnection();
    connections.leave(gone);
    expect(await connections.admit(gone)).toBe(false);
    expect([connections.size, take.mock.calls.length]).toEqual([0, 0]);
  });

  it("give their places back when they leave, also while they are being admitted", async () => {
    const give = vi.fn(async () => {});
    const connections = createConnections(2, { take: async () => 7, give, stop: async () => {} });
    const [early, late] = [aConnection(), aConnection()];
    const admitting = connections.admit(early);
    connections.leave(early);
    expect(await admitting).toBe(false);
    expect(give.mock.calls).toEqual([["192.0.2.1", 7]]);
    expect(await connections.admit(late)).toBe(true);
    connections.leave(late);
    expect(give).toHaveBeenCalledTimes(2);
    expect(connections.size).toBe(0);
  });
});

describe("two processes", () => {
  let application: TestApplication;
  let second: SecondProcess;
  beforeAll(async () => {
    application = await aTestApplication();
    second = await aSecondProcessOf(application);
  });
  afterAll(async () => {
    await second.close();
    await application.close();
  });

  it("allow a user ten sockets and event streams together", async () => {
    const guest = await application.aGuest();
    const open = (url: string) =>
      anEventStream(url, "subscription { workSessionChanged { kind } }", {
        authorization: `Bearer ${guest.accessToken}`,
      });
    const streams: EventStream[] = [];
    for (let turn = 0; turn < 10; turn += 1)
      streams.push(await open(turn % 2 === 0 ? application.url : second.url));
    expect(streams.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await open(application.url)).status).toBe(429);
    expect((await open(second.url)).status).toBe(429);
    await streams[0]?.close();
    await vi.waitFor(async () => {
      const another = await open(second.url);
      streams.push(another);
      expect(another.status).toBe(200);
    }, 10_000);
    for (const stream of streams) await stream.close();
  });
});
