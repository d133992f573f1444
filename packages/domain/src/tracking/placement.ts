import { clamped, type EffectiveTime } from "./event-time.ts";
import { type DriveEventType, opensSession, type Refusal } from "./events.ts";

const HOUR = 3_600_000;
/**
 * Two clients that open a session within this mean the same one: how long a request was on its way blurs the
 * order of two presses at once.
 */
const AT_ONCE_MS = 1000;

/** What deciding where an event belongs needs to know of a session; instants in epoch milliseconds. */
export interface PlacedSession {
  readonly startedAt: number;
  readonly lastEventAt: number;
  readonly abandonAfterHours: number;
  /** EXIT: ended for good. ABANDONED: only thought so, a late event may go on. Null: active. */
  readonly endReason: "EXIT" | "ABANDONED" | null;
  readonly deleted: boolean;
}

export interface PlacementFacts<Session extends PlacedSession> {
  readonly type: DriveEventType;
  /** Before the clamps of the session it turns out to mean. */
  readonly time: EffectiveTime;
  /** `opens`: the event is a NEXT that names itself. `key`: it names a session. `none`: it means the current one. */
  readonly naming: "none" | "opens" | "key";
  /**
   * The session that an event without a name means: the one opened last that no EXIT has ended. The
   * sweeper's mark on it changes nothing here, so that it does not matter when the sweeper runs.
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
 * `open`: a new session starts. With `past` it lies before the current one and never becomes current.
 * `abandonsCurrent` says that the gap has ended the current session at its last event.
 * `continue`: the event goes to a session that stands.
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
 * Which session an event belongs to and at what time, by the rules of naming and abandonment:
 * a gap of `abandonAfterHours` or more ends a session at the earlier event, and only a NEXT goes on
 * from there, with a new session.
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

/** A session that is not the current one: it goes on only if it was merely thought abandoned. */
function placeNamed<Session extends PlacedSession>(facts: PlacementFacts<Session>): Placement<Session> {
  const { named, current, time, type, nextStartedAt } = facts;
  if (!named) return refuse("UnknownSession");
  if (named.deleted) return refuse("SessionDeleted");
  if (named.endReason !== "ABANDONED") return refuse("SessionEnded");
  const placed = clamped(time, named.lastEventAt, nextStartedAt ?? Number.POSITIVE_INFINITY);
  if (!isAbandoned(named, placed.at)) return { kind: "continue", session: named, time: placed };
  // Nothing else is running and nothing came after: the press is worth more than the name it carries.
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
