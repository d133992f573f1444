import { DomainError } from "../platform/errors.ts";
import { Busy, IdempotencyConflict, NotFound } from "../platform/failures.ts";

export class NoActiveSession extends DomainError {
  override readonly name = "NoActiveSession";
  constructor() {
    super("No session is running. Press Next to start one.");
  }
}

export class NothingToUndo extends DomainError {
  override readonly name = "NothingToUndo";
  constructor() {
    super("Nothing to undo: question 1 is still running.");
  }
}

export class SessionEnded extends DomainError {
  override readonly name = "SessionEnded";
  constructor() {
    super("The session this belongs to has ended. What it holds is kept; press Next to start a new one.");
  }
}

export class SessionDeleted extends DomainError {
  override readonly name = "SessionDeleted";
  constructor() {
    super("The session this belongs to was deleted. Restore it first, then send this again.");
  }
}

export class SessionAlreadyActive extends DomainError {
  override readonly name = "SessionAlreadyActive";
  constructor() {
    super("Another session is running. End it first, then try again.");
  }
}

export class ReopenTooLate extends DomainError {
  override readonly name = "ReopenTooLate";
  constructor() {
    super(
      "An Exit can be taken back for 60 seconds. The session is kept as it ended; press Next to start a new one.",
    );
  }
}

/** Every reason to refuse an event, besides malformed input. */
export const EVENT_REFUSALS = [
  NoActiveSession,
  NothingToUndo,
  SessionEnded,
  SessionDeleted,
  NotFound,
  IdempotencyConflict,
  Busy,
] as const;

export type EventRefusal = InstanceType<(typeof EVENT_REFUSALS)[number]>;

/** Distinguishes an expected refusal from a fault. */
export function isEventRefusal(error: unknown): error is EventRefusal {
  return EVENT_REFUSALS.some((refusal) => error instanceof refusal);
}
