import type { Consumer } from "./changes/consumers.ts";
import type { DueWork } from "./changes/due-work.ts";
import type { Purge } from "./changes/purge.ts";
import type { RateLimit } from "./config/rate-limits.ts";
import type { ClaimStep } from "./guest-claim.ts";
import type { Example } from "./http/example.ts";
import type { Job, RoomContext } from "./job.ts";
import type { RoomTopic } from "./streams/announce.ts";

/** What a room keeps running for as long as the process lives. */
export interface RoomParts {
  /** Jobs that need these parts. */
  readonly jobs?: readonly Job[];
  /** Called once the server listens; not called where no jobs run. */
  begin?(): void;
  stop(): Promise<void> | void;
}

/** Everything that a room declares to code that does not know rooms. */
export interface Room {
  readonly name: string;
  readonly topics?: readonly RoomTopic[];
  readonly jobs?: readonly Job[];
  /** Reactions to other rooms' changes. */
  readonly consumers?: readonly Consumer[];
  /** Work that is due for each person at a time of their own. */
  readonly dueWork?: readonly DueWork[];
  readonly purges?: readonly Purge[];
  /** How often clients may do what it counts. */
  readonly rateLimits?: readonly RateLimit[];
  /** At least one operation for whoever tries the API by hand. */
  readonly examples?: readonly Example[];
  /** Moves a guest's rows into an account. */
  readonly claim?: ClaimStep;
  start?(context: RoomContext): RoomParts;
}
