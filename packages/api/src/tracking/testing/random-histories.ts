import fc from "fast-check";
import type { EventInput } from "../event-input.ts";

const SECOND = 1_000;
const TEN_MINUTES = 600_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What happens next in a person's history, and in which of the server's processes. */
export type Act = { readonly wait: number; readonly process: 0 | 1 } & (
  | { readonly kind: "press"; readonly press: Press }
  | { readonly kind: "replay"; readonly chosen: number; readonly changed: Changed }
  | { readonly kind: "remove" | "putBack"; readonly chosen: number }
  | { readonly kind: "delete" | "restore" | "reopen"; readonly chosen: number }
  | { readonly kind: "settings"; readonly abandonAfterHours: number }
  | { readonly kind: "sweep" }
);

/** What a replay changes in the event sent again; a new `sentAt` is no change of content. */
export type Changed = "nothing" | "sentAt" | "type" | "occurredAt" | "estimateMs" | "sessionKey";

/** A press on one of two devices, each with a clock of its own. */
export interface Press {
  readonly type: EventInput["type"];
  readonly device: 0 | 1;
  /** How long ago it happened when it is sent, ms: above 0 if it waited offline. */
  readonly age: number;
  readonly tells: "both" | "occurredAt" | "nothing";
  readonly name: "none" | "self" | "session";
  readonly chosen: number;
  readonly estimateMs: number | null;
}

export interface History {
  /** How far each device's clock is ahead, ms. */
  readonly skews: readonly [number, number];
  readonly abandonAfterHours: number;
  readonly acts: readonly Act[];
}

// Lengths come from few values, so that gaps fall on the limits of the rules, not only near them.
const wait = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 700, SECOND, SECOND + 1, 30 * SECOND) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }).map((times) => times * TEN_MINUTES) },
  { weight: 2, arbitrary: fc.constantFrom(59 * SECOND, 60 * SECOND, 60 * SECOND + 1) },
  { weight: 3, arbitrary: fc.constantFrom(HOUR - 1, HOUR, 2 * HOUR - 1, 2 * HOUR, 9 * HOUR) },
);
const age = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }).map((times) => times * TEN_MINUTES) },
  { weight: 1, arbitrary: fc.constantFrom(1, 900, SECOND + 1, 2 * HOUR - 1, DAY, -TEN_MINUTES, -1) },
);
const skew = fc.constantFrom(0, 0, 999, SECOND, SECOND + 1, -SECOND - 1, 3 * HOUR, -2 * DAY, 30 * DAY);
const chosen = fc.nat(40);

const press: fc.Arbitrary<Press> = fc.record({
  type: fc.constantFrom("NEXT", "NEXT", "NEXT", "PAUSE", "PAUSE", "UNDO", "EXIT"),
  device: fc.constantFrom(0, 1),
  age,
  tells: fc.constantFrom("both", "both", "both", "occurredAt", "nothing"),
  name: fc.constantFrom("none", "none", "self", "session", "session"),
  chosen,
  estimateMs: fc.option(fc.constantFrom(1, 90_000, 86_400_000), { freq: 3 }),
});

const hours = fc.constantFrom(1, 2, 2, 4);

type Unplaced<Any> = Any extends unknown ? Omit<Any, "process"> : never;

const act: fc.Arbitrary<Unplaced<Act>> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant("press"), wait, press }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("replay"),
      wait,
      chosen,
      changed: fc.constantFrom<Changed>(
        "nothing",
        "nothing",
        "sentAt",
        "type",
        "occurredAt",
        "estimateMs",
        "sessionKey",
      ),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        "remove",
        "remove",
        "putBack",
        "delete",
        "restore",
        "restore",
        "reopen",
        "reopen",
      ),
      wait: fc.oneof(fc.constantFrom(0, 1, 5 * SECOND, 60 * SECOND, 60 * SECOND + 1), wait),
      chosen,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("settings"), wait, abandonAfterHours: hours }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("sweep"), wait }) },
);

/** Acts that all run in one process, or alternate at random between two. */
const acts = (least: number, most: number): fc.Arbitrary<Act[]> =>
  fc
    .tuple(
      fc.boolean(),
      fc.array(fc.tuple(act, fc.constantFrom(0, 1)), { minLength: least, maxLength: most }),
    )
    .map(([alone, chosen]) => chosen.map(([one, process]) => ({ ...one, process: alone ? 0 : process })));

/** A person's history of `least` to `most` acts. */
export function histories(most: number, least = 2): fc.Arbitrary<History> {
  return fc.record({
    skews: fc.tuple(skew, skew),
    abandonAfterHours: hours,
    acts: acts(least, most),
  });
}
