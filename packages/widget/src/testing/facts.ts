import type { NowQuery } from "../generated/operations.ts";
import type { Kept, QueuedEvent } from "../kept-state.ts";

/** Monday, 09:00 UTC. The tests' times are in minutes after it. */
export const NINE = Date.UTC(2026, 10, 16, 9);
export const MINUTE = 60_000;

export const at = (minutes: number) => new Date(NINE + minutes * MINUTE).toISOString();

type Viewer = NonNullable<NowQuery["viewer"]>;
export type Session = NonNullable<Viewer["activeSession"]>;

/** A session from the API: since 09:00, `closed` questions of five minutes each, the next one running. */
export function aSession(closed: number, change: Partial<Session> = {}): Session {
  return {
    key: "session-1",
    pausedAt: null,
    targetSeconds: 330,
    abandonAfterHours: 4,
    lastEventAt: at(closed * 5),
    currentQuestion: { startedAt: at(closed * 5), targetSeconds: 330, pausedSeconds: 0 },
    questionCount: closed,
    activeSeconds: closed * 300,
    pace: { emoji: "💜✅", label: "on target", score: 90 },
    ...change,
  };
}

/** The kept state of a tab with this session and a day of 20 questions. */
export function knowing(activeSession: Session | null, queue: readonly QueuedEvent[] = []): Kept {
  const day = { endsAt: at(15 * 60), questionCount: 20, activeSeconds: 6000, averageTargetSeconds: 330 };
  return {
    link: null,
    queue,
    viewer: { id: "ilse", activeSession, day },
    ahead: 0,
    keys: [],
    warned: false,
    compact: false,
    timers: false,
    x: 1,
    y: 1,
  };
}

/** A press `minutes` after nine, in `session-1` unless changed. */
export function aPress(
  type: QueuedEvent["type"],
  minutes: number,
  change: Partial<QueuedEvent> = {},
): QueuedEvent {
  const clientEventId = `${type}@${minutes}`;
  return {
    type,
    clientEventId,
    sessionKey: "session-1",
    occurredAt: at(minutes),
    estimatedSeconds: null,
    ...change,
  };
}

/** A NEXT that opens a session. */
export function anOpening(minutes: number): QueuedEvent {
  const press = aPress("NEXT", minutes);
  return { ...press, sessionKey: press.clientEventId };
}
