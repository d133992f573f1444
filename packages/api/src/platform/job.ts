import type { Announce } from "./announce.ts";
import type { Configuration } from "./config/configuration.ts";
import type { DatabaseHandle } from "./context.ts";
import type { Log } from "./log.ts";
import type { Server } from "./server.ts";

/** What a room's jobs and parts work with. */
export interface RoomContext {
  readonly config: Configuration;
  readonly db: DatabaseHandle;
  readonly log: Log;
  readonly secretKey: string;
  readonly server: Server;
  /** The address that people open, without a trailing slash; empty until the server listens. */
  readonly publicUrl: () => string;
  readonly announce: Announce;
}

/** Something that happens by the clock. Each process does it; the database decides who finds something to do. */
export interface Job {
  readonly name: string;
  /** A cron pattern with seconds, in UTC. */
  readonly pattern: string;
  readonly run: (context: RoomContext) => Promise<unknown>;
}
