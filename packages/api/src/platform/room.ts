import type { Purge } from "./changes/purge.ts";
import type { Configuration } from "./config/configuration.ts";
import type { DatabaseHandle } from "./context.ts";
import type { Log } from "./log.ts";
import type { Topic } from "./pubsub.ts";
import type { Server } from "./server.ts";

/** Who is told when something of a person's has changed: streams of this process, by the outbox's topic. */
export interface RoomTopic {
  /** The topic as it stands in the outbox. Several rooms may follow the same one. */
  readonly name: string;
  /** Families of topics whose subscribers read anew. */
  readonly tells: readonly ((userId: string) => Topic<"changed">)[];
}

/** What a room's jobs and parts work with. */
export interface RoomContext {
  readonly config: Configuration;
  readonly db: DatabaseHandle;
  readonly log: Log;
  readonly secretKey: string;
  readonly server: Server;
  /** The address that people open, without a trailing slash; empty until the server listens. */
  readonly publicUrl: () => string;
  /** Tells this process's subscribers of a person's change. @param sequence its number, so that it is not told again */
  announce(userId: string, topic: string, sequence?: number): void;
}

/** Something that happens by the clock. Each process does it; the database decides who finds something to do. */
export interface Job {
  readonly name: string;
  /** A cron pattern with seconds, in UTC. */
  readonly pattern: string;
  readonly run: (context: RoomContext) => Promise<unknown>;
}

/** What a room keeps running for as long as the process lives. */
export interface RoomParts {
  /** Jobs that need those parts. */
  readonly jobs?: readonly Job[];
  /** What happens by itself from the moment the server listens; not called where no job runs. */
  begin?(): void;
  stop(): Promise<void> | void;
}

/** Everything that a room declares to those who know no room. */
export interface Room {
  readonly name: string;
  readonly topics?: readonly RoomTopic[];
  readonly jobs?: readonly Job[];
  readonly purges?: readonly Purge[];
  start?(context: RoomContext): RoomParts;
}
