/** A correction or clamp up to this is network delay, not a wrong clock. */
const NOTICEABLE_MS = 1000;

/** The earliest time of an event, 2000-01-01. Keeps nonsense dates out. */
export const EARLIEST = Date.UTC(2000, 0, 1);

/** The times that a client claims, and when the server received the event; epoch milliseconds. */
export interface ClaimedTime {
  /** The client's clock when the event happened; null: not given. */
  readonly occurredAt: number | null;
  /** The client's clock when it sent the event; null: not given. */
  readonly sentAt: number | null;
  readonly receivedAt: number;
}

export interface EffectiveTime {
  readonly at: number;
  /** A clamp or a correction moved it by more than a second. */
  readonly clockAdjusted: boolean;
}

/**
 * When an event happened by the server's clock, before the session's clamps:
 * `receivedAt − (sentAt − occurredAt)`, so that a wrong client clock cancels out; without `sentAt`, `occurredAt` as
 * claimed; without `occurredAt`, `receivedAt`. Never after `receivedAt`, never before `EARLIEST`.
 */
export function effectiveTime({ occurredAt, sentAt, receivedAt }: ClaimedTime): EffectiveTime {
  if (occurredAt === null) return { at: receivedAt, clockAdjusted: false };
  const corrected = sentAt === null ? occurredAt : receivedAt - (sentAt - occurredAt);
  const correction = Math.abs(corrected - occurredAt);
  return clamped({ at: corrected, clockAdjusted: correction > NOTICEABLE_MS }, EARLIEST, receivedAt);
}

/** `time` moved into [floor, ceiling]; the floor wins where they cross. */
export function clamped(time: EffectiveTime, floor: number, ceiling: number): EffectiveTime {
  const at = Math.max(floor, Math.min(time.at, ceiling));
  return { at, clockAdjusted: time.clockAdjusted || Math.abs(at - time.at) > NOTICEABLE_MS };
}
