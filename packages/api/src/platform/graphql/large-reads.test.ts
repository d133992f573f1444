import { afterAll, beforeAll, expect, it } from "vitest";
import type { Guest } from "../../testing/application.ts";
import { aTestDatabase, type TestDatabase } from "../../testing/database.ts";
import { type InstalledServer, installServer, type ServerProcess } from "../../testing/server-process.ts";

let db: TestDatabase;
let installed: InstalledServer;
let server: ServerProcess;
beforeAll(async () => {
  [db, installed] = await Promise.all([aTestDatabase(), installServer()]);
  server = await installed.start(db.url);
}, 60_000);
afterAll(async () => {
  await installed.remove();
  await db.close();
});

const fields = Array.from({ length: 29 }, (_, turn) => `a${turn}: tasks(first: 20) { nodes { id } }`);
const LARGE = `{ viewer { ${fields.join(" ")} } }`;
const SEARCH = '{ viewer { tasks(first: 1, filter: { search: "nothing" }) { nodes { id } } } }';
const PRESS = `mutation ($id: UUID!, $at: DateTime!) {
  recordEvent(input: { type: NEXT, clientEventId: $id, occurredAt: $at, sentAt: $at }) { __typename } }`;
const press = (guest: Guest, turn: number) =>
  guest.ask(PRESS, {
    id: `018f6d7e-3f7c-7cc2-a3c1-${String(turn).padStart(12, "0")}`,
    at: new Date().toISOString(),
  });

it.each([
  ["Large queries", LARGE],
  ["Searches, however small their page,", SEARCH],
])(
  "%s of one person leave others their presses, and are refused when too many wait",
  {
    timeout: 60_000,
  },
  async (_name, query) => {
    const [starving, other] = [await server.aGuest(), await server.aGuest()];
    const lock = await db.pool.connect();
    await lock.query("BEGIN");
    // Every statement that reads tasks waits now, as long as one over very long texts would take.
    await lock.query("LOCK TABLE tasks IN ACCESS EXCLUSIVE MODE");
    let answered = 0;
    const reads = Array.from({ length: 40 }, async () => {
      const answer = await starving.ask(query);
      if (answer.status === 200 || answer.status === 503) answered += 1;
      return answer;
    });
    // Those that may not even wait are told at once.
    const refused = await Promise.race(reads);
    expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    for (let turn = 0; turn < 5; turn += 1) {
      expect((await press(other, turn)).data.recordEvent.__typename).toBe("RecordEventPayload");
      expect((await other.ask("{ viewer { timezone } }")).errors).toEqual([]);
    }
    expect(answered).toBe(0);
    await lock.query("ROLLBACK");
    lock.release();
    const statuses = (await Promise.all(reads)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(17);
  },
);
