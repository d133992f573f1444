import { DomainError } from "./errors.ts";

/** How long what was deleted can be brought back, in days. */
export const RESTORABLE_DAYS = 30;

// The expected failures that every room has.

/** The key was used for something else, which stands unchanged. */
export class IdempotencyConflict extends DomainError {
  override readonly name = "IdempotencyConflict";
  constructor() {
    super(
      "Something else was already stored under this id. It stands unchanged; use a new id for a new thing.",
    );
  }
}

/** Not there, or not the viewer's: both answer alike. */
export class NotFound extends DomainError {
  override readonly name = "NotFound";
  /** @param what the thing as a sentence's subject, such as "This session" */
  constructor(what: string) {
    super(`${what} does not exist. Nothing was changed.`);
  }
}

/** Too much at once for now. */
export class Busy extends DomainError {
  override readonly name = "Busy";
  readonly retryAfterSeconds = 1;
  constructor(message = "Many changes arrived at once. Nothing was changed; send this again in a second.") {
    super(message);
  }
}

/** What was deleted is past being brought back. */
export class RestoreTooLate extends DomainError {
  override readonly name = "RestoreTooLate";
  constructor() {
    super(`What was deleted can be restored for ${RESTORABLE_DAYS} days. This one was deleted earlier.`);
  }
}
