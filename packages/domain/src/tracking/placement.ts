import { clamped, type EffectiveTime } from "./event-time.ts";
import { type DriveEventType, opensSession, type Refusal } from "./events.ts";

const HOUR = 3_600_000;
/**
 * Two clients that open a session within this time mean the same one: network delay blurs the order of simultaneous
 * presses.
 */
const AT_ONCE_MS = 1000;

/** What placing an event needs to know about a session; instants in epoch milliseconds. */
export interface PlacedSession {
  readonly startedAt: number;
  readonly lastEventAt: number;
  readonly abandonAfterHours: number;
  /** EXIT: ended for good. ABANDONED: only presumed ended, a late event may continue it. Null: active. */
  readonly endReason: "EXIT" | "ABANDONED" | null;
  readonly deleted: boolean;
}

export interface PlacementFacts<Session extends PlacedSession> {
  readonly type: DriveEventType;
  /** Before the clamps of the session that the event turns out to belong to. */
  readonly time: EffectiveTime;
  /** `opens`: the event is a NEXT that names itself. `key`: it names a session. `none`: it means the current one. */
  readonly naming: "none" | "opens" | "key";
  /**
   * The session that an event without a name means: the last opened one that no EXIT has ended. The sweeper's mark
   * on it is ignored here, so that it does not matter when the sweeper runs.
   */
  readonly current: Session | null;
  /** The session named, when `naming` is `key`; null: there is none. */
  readonly named: Session | null;
  /** Whether `named` and `current` are the same. */
  readonly namedIsCurrent: boolean;
  /** When the next session after `named` started; null: none did. */
  readonly nextStartedAt: number | null;
}

/**
 * `open`: a new session starts. With `past` it starts before the current one and never becomes current.
 * `abandonsCurrent` says that the gap has ended the current session at its last event.
 * `continue`: the event goes to an existing session.
 */
export type Placement<Session extends PlacedSession> =
  | {
      readonly kind: "open";
      readonly time: EffectiveTime;
      readonly past: boolean;
      readonly abandonsCurrent: boolean;
    }
  | { readonly kind: "continue"; readonly session: Session; readonly time: EffectiveTime }
  | { readonly kind: "refuse"; readonly refusal: Refusal };

/**
 * Which session an event belongs to and at what time, by the rules of naming and abandonment: a gap of
 * `abandonAfterHours` or more ends a session at its last event. After that only a NEXT is accepted, and it opens a
 * new session.
 */
export function placeEvent<Session extends PlacedSession>(
  facts: PlacementFacts<Session>,
): Placement<Session> {
  if (facts.naming === "key" && !facts.namedIsCurrent) return placeNamed(facts);
  const { current, time, type } = facts;
  if (!current) return opensSession(type) ? open(time) : refuse("NoActiveSession");
  if (facts.naming === "opens" && time.at < current.startedAt - AT_ONCE_MS)
    return { ...open(time), past: true };
  const placed = clamped(time, current.lastEventAt, Number.POSITIVE_INFINITY);
  if (!isAbandoned(current, placed.at)) return { kind: "continue", session: current, time: placed };
  if (opensSession(type)) return { ...open(placed), abandonsCurrent: true };
  return refuse(facts.naming === "key" ? "SessionEnded" : "NoActiveSession");
}

/** A session that is not the current one: it continues only if it was merely presumed abandoned. */
function placeNamed<Session extends PlacedSession>(facts: PlacementFacts<Session>): Placement<Session> {
  const { named, current, time, type, nextStartedAt } = facts;
  if (!named) return refuse("UnknownSession");
  if (named.deleted) return refuse("SessionDeleted");
  if (named.endReason !== "ABANDONED") return refuse("SessionEnded");
  const placed = clamped(time, named.lastEventAt, nextStartedAt ?? Number.POSITIVE_INFINITY);
  if (!isAbandoned(named, placed.at)) return { kind: "continue", session: named, time: placed };
  // No session is active and none started later: the press is worth more than the name it carries.
  if (opensSession(type) && !current && nextStartedAt === null) return open(placed);
  return refuse("SessionEnded");
}

/** Whether a session with this last event counts as abandoned at `at` (epoch ms). */
export function isAbandoned(
  session: Pick<PlacedSession, "lastEventAt" | "abandonAfterHours">,
  at: number,
): boolean {
  return at - session.lastEventAt >= session.abandonAfterHours * HOUR;
}

function open(time: EffectiveTime) {
  return { kind: "open", time, past: false, abandonsCurrent: false } as const;
}

function refuse(refusal: Refusal) {
  return { kind: "refuse", refusal } as const;
}
