import type { Projection } from "../project.ts";
import { fault, linked } from "../sync.ts";

/** The section's `data-state` and its words. @param elapsed active milliseconds of the running question */
export function stateOf({ live, targetMs, clock }: Projection, elapsed: number): readonly [string, string] {
  if (!linked()) return ["idle", ""];
  if (fault) return ["offline", fault + (live && live.pausedAt !== null ? ", paused" : "")];
  if (!live) return ["idle", "No session"];
  if (live.pausedAt === null) return elapsed > targetMs ? ["over", "Over target"] : ["running", "Running"];
  // By this device's clock.
  const since = new Date(Date.now() + live.pausedAt - clock);
  return ["paused", `Paused since ${since.toTimeString().slice(0, 5)}`];
}
