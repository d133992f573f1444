import { DomainError } from "../platform/errors.ts";

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
