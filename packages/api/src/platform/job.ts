import type { Configuration } from "./config/configuration.ts";
import type { DatabaseHandle } from "./context.ts";
import type { Log } from "./log.ts";
import type { Server } from "./server.ts";
import type { Announce } from "./streams/announce.ts";

/** What a room's jobs and parts work with. */
export interface RoomContext {
  readonly config: Configuration;
  readonly db: DatabaseHandle;
  readonly log: Log;
  readonly secretKey: string;
  readonly server: Server;
  /** The URL that people open, without a trailing slash; empty until the server listens. */
  readonly publicUrl: () => string;
  readonly announce: Announce;
  /** Aborted when the process is about to stop: whoever works through many things stops between two of them. */
  readonly stopping: AbortSignal;
}

/** A scheduled job. Every process runs it; the database decides which process gets the work. */
export interface Job {
  readonly name: string;
  /** A cron pattern with seconds, in UTC. */
  readonly pattern: string;
  /** Whether it also runs when the process starts. */
  readonly atStart?: boolean;
  readonly run: (context: RoomContext) => Promise<unknown>;
}
