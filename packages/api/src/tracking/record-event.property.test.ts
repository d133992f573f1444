import { runs } from "@pacekeeper/domain/testing/property-runs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { aTrackedPerson } from "./testing/a-tracked-person.ts";
import { checkAgainst, checkInvariants } from "./testing/checked-rows.ts";
import { liveAHistory } from "./testing/live-a-history.ts";
import { histories } from "./testing/random-histories.ts";
import { rowsIn } from "./testing/tracked-rows.ts";

const MONDAY = Date.UTC(2024, 8, 2, 9);

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase({ poolSize: 2 });
});
afterAll(() => db.close());

describe("any history of presses, corrections, settings and sweeps, in one process and in two", () => {
  it("lands where the rules say, refuses what they refuse, and its rows are the fold over its log", async () => {
    await fc.assert(
      fc.asyncProperty(histories(12), async (history) => {
        const person = await aTrackedPerson(db, MONDAY, history.abandonAfterHours);
        const told: number[] = [];
        await liveAHistory(person, history, ({ act, answered, expected, changes, before, after }, model) => {
          if (expected !== "unchanged") expect(answered).toBe(expected);
          else expect(answered, "a change that changes nothing is not refused").toMatch(/^\S+ \d+$/);
          if (!changes) return expect(after, "nothing is changed, byte for byte").toBe(before);
          const rows = rowsIn(after);
          if (act.kind !== "sweep" && act.kind !== "settings") told.push(rows.user.sequence);
          checkInvariants(rows);
          checkAgainst(model, rows);
        });
        expect(person.announced, "every change is announced once, after it was made").toEqual(told);
        await person.forget();
      }),
      { numRuns: runs(2_000) },
    );
  }, 600_000);
});
