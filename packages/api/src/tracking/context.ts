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
  /** The cache of people's facts that this process knows from its own writes. */
  readonly memory: FactsMemory;
  /** Announces the change with this sequence number to subscribers, after the commit. */
  readonly announce: (sequence: number) => void;
}
