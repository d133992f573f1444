import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import { type EventRow, epoch } from "./session-row.ts";

/** One event as a client sent it; instants in epoch milliseconds, null if not given. */
export interface EventInput {
  readonly type: DriveEventType;
  readonly clientEventId: string;
  readonly sessionKey: string | null;
  readonly occurredAt: number | null;
  readonly sentAt: number | null;
  readonly estimateMs: number | null;
}

/**
 * Whether a stored event has the same content: type, claimed time, estimate and session name. `sentAt` may differ,
 * because every retry has its own.
 */
export function sameContent(stored: EventRow, input: EventInput): boolean {
  return (
    stored.type === input.type &&
    stored.session_key === input.sessionKey &&
    stored.estimate_ms === input.estimateMs &&
    (stored.claimed_at === null ? null : epoch(stored.claimed_at)) === input.occurredAt
  );
}
