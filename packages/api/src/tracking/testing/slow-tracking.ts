import type { SessionEvent } from "@pacekeeper/domain/tracking/events";
import { applyEvent, foldSession, type SessionState } from "@pacekeeper/domain/tracking/session";
import type { EventInput } from "../event-input.ts";

const HOUR = 3_600_000;
const NOTICEABLE = 1_000;

/** A session in the slow model: its log and what the rules of naming need. */
export interface SlowSession {
  /** The id of its row, set by the test once the row exists: it orders sessions with the same start. */
  id: string;
  readonly key: string;
  readonly hours: number;
  /** Client event ids of its NEXTs. */
  readonly names: Set<string>;
  readonly startedAt: number;
  /** The time of its last NEXT, PAUSE, UNDO, EXIT or REOPEN. */
  lastAt: number;
  readonly log: SessionEvent[];
  exited: boolean;
  deleted: boolean;
  /** Whether its row says that it was abandoned, if it is the current one. */
  marked: boolean;
  version: number;
}

export type Outcome =
  | { readonly refused: string }
  | { readonly replayed: SlowSession }
  | { readonly stored: SlowSession; readonly at: number; readonly clockAdjusted: boolean };

/** What a correction does: a refusal's name, nothing, or a change of this session. */
export type CorrectionOutcome =
  | { readonly refused: string }
  | "unchanged"
  | { readonly changed: SlowSession };

interface Placed {
  readonly at: number;
  readonly clockAdjusted: boolean;
}

/**
 * A second implementation of where events land, at what time, and why they are refused, from the rules of the domain:
 * for one person, one event after the other. The meaning of a session's log is left to the fold. Events are identified
 * by their client event ids, sessions by their keys.
 */
export class SlowTracking {
  readonly sessions: SlowSession[] = [];
  readonly stored = new Map<string, { readonly input: EventInput; readonly session: SlowSession }>();
  current: SlowSession | null = null;
  /** How many changes were made. */
  changes = 0;

  constructor(private hours: number) {}

  /** The person's settings change; a session keeps those that it was opened with. */
  settle(hours: number): void {
    this.hours = hours;
    this.changes += 1;
  }

  record(input: EventInput, receivedAt: number): Outcome {
    const known = this.stored.get(input.clientEventId);
    if (known) return same(known.input, input) ? { replayed: known.session } : refuse("IdempotencyConflict");
    const time = effective(input, receivedAt);
    const opensItself = input.type === "NEXT" && input.sessionKey === input.clientEventId;
    if (input.sessionKey === null || opensItself) return this.toCurrent(input, time, receivedAt, opensItself);
    const key = input.sessionKey;
    // If a NEXT opened another session under this name after too long a gap, the name means that one.
    const session = this.sessions
      .filter(({ names }) => names.has(key))
      .sort((a, b) => a.startedAt - b.startedAt)
      .at(-1);
    if (!session) return refuse("NotFound");
    if (session.deleted) return refuse("SessionDeleted");
    if (session.exited) return refuse("SessionEnded");
    if (session === this.current) return this.toCurrent(input, time, receivedAt, false, "SessionEnded");
    return this.toThoughtAbandoned(session, input, time, receivedAt);
  }

  reopen(session: SlowSession, now: number): CorrectionOutcome {
    if (session.deleted) return refuse("NotFound");
    if (session === this.current) return "unchanged";
    if (!session.exited || now - session.lastAt > 60_000) return refuse("ReopenTooLate");
    const other = this.current;
    if (other && !isGone(other, now)) return refuse("SessionAlreadyActive");
    if (other) this.gone(other);
    const at = Math.max(now, session.lastAt);
    session.log.push({ id: `reopen ${this.changes}`, type: "REOPEN", at, estimateMs: null });
    session.exited = false;
    session.lastAt = at;
    this.current = session;
    return this.changed(session, now);
  }

  setRemoved(questionId: string, removed: boolean, now: number): CorrectionOutcome {
    const session = this.sessions.find(({ names }) => names.has(questionId));
    const question = session && this.stateOf(session).questions.find(({ id }) => id === questionId);
    if (!session || !question || session.deleted) return refuse("NotFound");
    if (question.removed === removed) return "unchanged";
    const type = removed ? "REMOVE_QUESTION" : "RESTORE_QUESTION";
    session.log.push({ id: `correction ${this.changes}`, type, at: now, questionId });
    return this.changed(session, now);
  }

  delete(session: SlowSession, now: number): CorrectionOutcome {
    if (session.deleted) return "unchanged";
    session.deleted = true;
    if (this.current === session) this.current = null;
    return this.changed(session, now);
  }

  restore(session: SlowSession, now: number): CorrectionOutcome {
    if (!session.deleted) return "unchanged";
    session.deleted = false;
    if (!session.exited && !this.current && !this.nextAfter(session)) this.current = session;
    return this.changed(session, now);
  }

  /** The sweeper runs long after everything: it marks the current session and changes nothing else. */
  sweep(): void {
    if (!this.current || this.current.marked) return;
    this.changed(this.current, Number.POSITIVE_INFINITY);
  }

  stateOf(session: SlowSession): SessionState {
    return foldSession(session.log);
  }

  private toCurrent(
    input: EventInput,
    time: Placed,
    now: number,
    opensItself: boolean,
    whenGone = "NoActiveSession",
  ): Outcome {
    const { current } = this;
    const isNext = input.type === "NEXT";
    if (!current) return isNext ? this.open(input, time, now, true) : refuse("NoActiveSession");
    // Within a second, it counts as pressed at once with the NEXT that opened the current session.
    if (opensItself && time.at < current.startedAt - 1000) return this.open(input, time, now, false);
    const placed = between(time, current.lastAt, Number.POSITIVE_INFINITY);
    if (!isGone(current, placed.at)) return this.goOn(current, input, placed, now);
    if (!isNext) return refuse(whenGone);
    this.gone(current);
    return this.open(input, placed, now, true);
  }

  private toThoughtAbandoned(session: SlowSession, input: EventInput, time: Placed, now: number): Outcome {
    const next = this.nextAfter(session);
    const placed = between(time, session.lastAt, next?.startedAt ?? Number.POSITIVE_INFINITY);
    if (!isGone(session, placed.at)) return this.goOn(session, input, placed, now);
    if (input.type !== "NEXT" || this.current || next) return refuse("SessionEnded");
    return this.open(input, placed, now, true);
  }

  private open(input: EventInput, { at, clockAdjusted }: Placed, now: number, current: boolean): Outcome {
    const key = input.clientEventId;
    const session: SlowSession = {
      id: "",
      key,
      hours: this.hours,
      names: new Set([key, input.sessionKey ?? key]),
      startedAt: at,
      lastAt: at,
      log: [{ id: key, type: "NEXT", at, estimateMs: input.estimateMs }],
      exited: false,
      deleted: false,
      marked: false,
      version: 0,
    };
    this.sessions.push(session);
    if (current) this.current = session;
    this.stored.set(key, { input, session });
    this.changed(session, now);
    // A new session is always stored as running; only the next change finds that it is too old.
    session.marked = false;
    return { stored: session, at, clockAdjusted };
  }

  private goOn(session: SlowSession, input: EventInput, { at, clockAdjusted }: Placed, now: number): Outcome {
    const { clientEventId: id, type, estimateMs } = input;
    const event = { id, type, at, estimateMs };
    const step = applyEvent(this.stateOf(session), event);
    if (!step.ok) return refuse(step.refusal);
    session.log.push(event);
    session.lastAt = at;
    session.exited = type === "EXIT";
    if (type === "NEXT") session.names.add(id);
    if (session.exited && session === this.current) this.current = null;
    else if (!session.exited && !this.current && !this.nextAfter(session)) this.current = session;
    this.stored.set(id, { input, session });
    this.changed(session, now);
    return { stored: session, at, clockAdjusted };
  }

  private nextAfter({ startedAt, id }: SlowSession): SlowSession | null {
    const later = this.sessions.filter(
      (other) =>
        !other.deleted && (other.startedAt > startedAt || (other.startedAt === startedAt && other.id > id)),
    );
    return later.sort((a, b) => a.startedAt - b.startedAt)[0] ?? null;
  }

  /** The former current session is over, since another one takes its place. */
  private gone(session: SlowSession): void {
    session.version += 1;
    this.changes += 1;
  }

  private changed(session: SlowSession, now: number): { changed: SlowSession } {
    session.version += 1;
    session.marked = isGone(session, now);
    this.changes += 1;
    return { changed: session };
  }
}

function effective({ occurredAt, sentAt }: EventInput, receivedAt: number): Placed {
  if (occurredAt === null) return { at: receivedAt, clockAdjusted: false };
  const at = sentAt === null ? occurredAt : receivedAt - (sentAt - occurredAt);
  return between({ at, clockAdjusted: Math.abs(at - occurredAt) > NOTICEABLE }, 0, receivedAt);
}

function between({ at, clockAdjusted }: Placed, floor: number, cap: number): Placed {
  const moved = Math.min(at, cap);
  const placed = Math.max(moved, floor);
  return { at: placed, clockAdjusted: clockAdjusted || Math.abs(placed - at) > NOTICEABLE };
}

function isGone({ lastAt, hours }: SlowSession, at: number): boolean {
  return at - lastAt >= hours * HOUR;
}

function same(a: EventInput, b: EventInput): boolean {
  const content = ({ type, occurredAt, estimateMs, sessionKey }: EventInput) =>
    JSON.stringify([type, occurredAt, estimateMs, sessionKey]);
  return content(a) === content(b);
}

function refuse(refused: string) {
  return { refused };
}
