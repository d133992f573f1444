import { DomainError } from "./errors.ts";

/** How long deleted things can be restored, in days. */
export const RESTORABLE_DAYS = 30;

// The expected failures that all rooms share.

/** The key was already used for something else, which is unchanged. */
export class IdempotencyConflict extends DomainError {
  override readonly name = "IdempotencyConflict";
  constructor() {
    super("Something else is already stored under this id. It is unchanged; use a new id for something new.");
  }
}

/** It does not exist, or it is not the viewer's; the two are not distinguished. */
export class NotFound extends DomainError {
  override readonly name = "NotFound";
  /** Set by `mutation` when its input contains only one id. */
  override path: readonly string[] | null = null;
  /** @param what the thing as a sentence's subject, such as "This session" */
  constructor(what: string) {
    super(`${what} does not exist. Nothing was changed.`);
  }
}

/** A row as clients compare it: `version` grows with every change. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** Another change came after the state that this one was made from. */
export class VersionConflict extends DomainError {
  override readonly name = "VersionConflict";
  override readonly path = ["expectedVersion"];
  /**
   * @param type the GraphQL type of `current`, such as "Task"
   * @param current the row as it is
   */
  constructor(
    readonly type: string,
    readonly current: Versioned,
  ) {
    super(
      "This was changed in the meantime, perhaps on another device. Nothing was saved. Look at it as it is now, then send your change again.",
    );
  }
}

/** Too many changes at once. */
export class Busy extends DomainError {
  override readonly name = "Busy";
  readonly retryAfterSeconds = 1;
  constructor(message = "Many changes arrived at once. Nothing was changed; send this again in a second.") {
    super(message);
  }
}

/** The person has stored as much as they may. */
export class QuotaExceeded extends DomainError {
  override readonly name = "QuotaExceeded";
  /** @param limitBytes what they may store */
  constructor(readonly limitBytes: number) {
    const most = Math.round(limitBytes / 1_000_000).toLocaleString("en");
    super(
      `You have stored as much as you may (${most} MB). Nothing was changed. What you delete makes room when it can no longer be restored, after 30 days; what cannot be restored, by the next night. A guest gets more room by registering.`,
    );
  }
}

/** It was deleted too long ago to be restored. */
export class RestoreTooLate extends DomainError {
  override readonly name = "RestoreTooLate";
  constructor() {
    super(`This was deleted more than ${RESTORABLE_DAYS} days ago and can no longer be restored.`);
  }
}
