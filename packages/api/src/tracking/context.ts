import type { Pool } from "pg";
import type { Serializer } from "../platform/serially.ts";
import type { FactsMemory } from "./facts-memory.ts";

/** What the tracking services take besides their input. */
export interface TrackingContext {
  readonly pool: Pool;
  readonly userId: string;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => number;
  /** Orders one person's writes within this process. */
  readonly serially: Serializer;
  /** What this process knows of people's facts from its own writes. */
  readonly memory: FactsMemory;
  /** Tells subscribers, after the commit, of the change with this number. */
  readonly announce: (sequence: number) => void;
}
