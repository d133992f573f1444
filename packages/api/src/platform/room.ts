import type { RoomTopic } from "./announce.ts";
import type { Consumer } from "./changes/consumers.ts";
import type { DueWork } from "./changes/due-work.ts";
import type { Purge } from "./changes/purge.ts";
import type { RateLimit } from "./config/rate-limits.ts";
import type { ClaimStep } from "./guest-claim.ts";
import type { Job, RoomContext } from "./job.ts";

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
  /** What it does after what other rooms did. */
  readonly consumers?: readonly Consumer[];
  /** What is due for each person at a moment of their own. */
  readonly dueWork?: readonly DueWork[];
  readonly purges?: readonly Purge[];
  /** What strangers may do only so often. */
  readonly rateLimits?: readonly RateLimit[];
  /** Moves the room's rows of a guest into an account. */
  readonly claim?: ClaimStep;
  start?(context: RoomContext): RoomParts;
}
