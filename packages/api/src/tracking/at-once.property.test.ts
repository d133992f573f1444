import { runs } from "@pacekeeper/domain/testing/property-runs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RestoreTooLate } from "../platform/failures.ts";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { everythingOf } from "../testing/everything-of-a-person.ts";
import type { TrackingContext } from "./context.ts";
import { deleteSession, reopenSession, restoreSession } from "./corrections.ts";
import { isEventRefusal, ReopenTooLate, SessionAlreadyActive } from "./errors.ts";
import type { EventInput } from "./event-input.ts";
import { recordEvent } from "./record-event.ts";
import { aTrackedPerson, type TrackedPerson } from "./testing/a-tracked-person.ts";
import { checkAgainst, checkInvariants } from "./testing/checked-rows.ts";
import { asInput, pick } from "./testing/live-a-history.ts";
import { type Act, type History, histories } from "./testing/random-histories.ts";
import { SlowTracking } from "./testing/slow-tracking.ts";
import { type PersonsRows, rowsIn } from "./testing/tracked-rows.ts";

const MONDAY = Date.UTC(2024, 8, 2, 9);

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase({ poolSize: 8 });
});
afterAll(() => db.close());

/** A change that was made, with its sequence number, and how to apply it to the slow model. */
interface Made {
  readonly sequence: number;
  readonly tell: (model: SlowTracking) => unknown;
}

const services = { delete: deleteSession, restore: restoreSession, reopen: reopenSession };

/** Carries out an act while others are in flight; null if it changed nothing. */
async function carryOut(
  person: TrackedPerson,
  act: Act,
  sent: EventInput[],
  { skews }: History,
  before: PersonsRows,
): Promise<Made | null> {
  const now = person.clock.at;
  let sequence = 0;
  const context: TrackingContext = {
    ...(act.process === 0 ? person.context : person.elsewhere),
    announce: (told) => {
      sequence = told;
    },
  };
  const changing = async (work: Promise<unknown>, tell: Made["tell"]): Promise<Made | null> => {
    await work.catch(refused);
    return sequence > 0 ? { sequence, tell } : null;
  };
  switch (act.kind) {
    case "press": {
      const input = asInput(act.press, sent, skews, now);
      sent.push(input);
      return changing(recordEvent(context, input, now), (model) => model.record(input, now));
    }
    case "replay": {
      // A concurrent one may have the same id.
      const input = pick(sent, act.chosen);
      return input ? changing(recordEvent(context, input, now), (model) => model.record(input, now)) : null;
    }
    case "settings": {
      const { abandonAfterHours: hours } = act;
      return { sequence: await person.settle(hours), tell: (model) => model.settle(hours) };
    }
    case "delete":
    case "restore":
    case "reopen": {
      const session = pick(before.sessions, act.chosen);
      return session
        ? changing(services[act.kind](context, session.id), (model) => {
            const known = model.sessions.find(({ key }) => key === session.key);
            return known && model[act.kind](known, now);
          })
        : null;
    }
    default:
      return null;
  }
}

/** Refusals change nothing; anything else is a fault. */
function refused(error: unknown): void {
  const late = [ReopenTooLate, RestoreTooLate, SessionAlreadyActive].some((kind) => error instanceof kind);
  if (!late && !isEventRefusal(error)) throw error;
}

/** The acts in groups of at most `size`; the acts of a group run concurrently. */
function groupsOf(acts: readonly Act[], size: number): Act[][] {
  return Array.from({ length: Math.ceil(acts.length / size) }, (_, group) =>
    acts.slice(group * size, (group + 1) * size),
  );
}

describe("concurrent acts in two processes", () => {
  it("leave the same rows as the same changes one after the other, in the order of their numbers", async () => {
    let contested = 0;
    await fc.assert(
      fc.asyncProperty(histories(24, 12), fc.integer({ min: 2, max: 6 }), async (history, size) => {
        const person = await aTrackedPerson(db, MONDAY, history.abandonAfterHours);
        const { userId } = person.context;
        const model = new SlowTracking(history.abandonAfterHours);
        const sent: EventInput[] = [];
        let rows = rowsIn(await everythingOf(db.pool, userId));
        for (const group of groupsOf(history.acts, size)) {
          person.clock.at += group[0]?.wait ?? 0;
          const before = rows;
          const all = await Promise.all(group.map((act) => carryOut(person, act, sent, history, before)));
          rows = rowsIn(await everythingOf(db.pool, userId));
          const made = all.filter((one) => one !== null).sort((a, b) => a.sequence - b.sequence);
          if (made.length > 1) contested += 1;
          for (const { sequence, tell } of made) {
            tell(model);
            expect(sequence, "no number comes twice or is left out").toBe(model.changes);
            for (const session of model.sessions) {
              session.id = rows.sessions.find(({ key }) => key === session.key)?.id ?? "";
            }
          }
          checkInvariants(rows);
          checkAgainst(model, rows);
        }
        await person.forget();
      }),
      { numRuns: runs(300) },
    );
    expect(contested, "the test proves nothing if no changes compete").toBeGreaterThan(runs(300));
  }, 300_000);
});
