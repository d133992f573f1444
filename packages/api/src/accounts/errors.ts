import { formatDuration } from "@pacekeeper/domain/time/duration";
import { DomainError } from "../platform/errors.ts";

/** The address or the password is wrong; the answer does not say which. */
export class WrongLogin extends DomainError {
  override readonly name = "WrongLogin";
  constructor() {
    super("That e-mail and password do not match.");
  }
}

/** Too many logins failed. */
export class TooManyTries extends DomainError {
  override readonly name = "TooManyTries";
  /** Seconds until the next try is checked. */
  readonly retryAfterSeconds: number;
  /** @param waitMs milliseconds until the next try is checked */
  constructor(waitMs: number) {
    const seconds = Math.max(1, Math.ceil(waitMs / 1000));
    super(`Too many tries. You can try again in ${formatDuration(seconds * 1000)}.`);
    this.retryAfterSeconds = seconds;
  }
}

/** The address already has an account. Revealed only where no mail can tell them instead. */
export class EmailTaken extends DomainError {
  override readonly name = "EmailTaken";
  constructor() {
    super("This address already has an account. Log in, or use another address.");
  }
}

/** The link in a mail is used, expired or invalid. */
export class LinkExpired extends DomainError {
  override readonly name = "LinkExpired";
  constructor() {
    super("This link has already been used or has expired. Nothing was changed; request a new one.");
  }
}

/**
 * The account is created when the link in a mail is opened. The answer is the same for an address that already has one.
 */
export class ConfirmationNeeded extends DomainError {
  override readonly name = "ConfirmationNeeded";
  /** @param email the address the mail is sent to */
  constructor(readonly email: string) {
    super(`We sent a mail to ${email}. Open the link in it to finish; it works for one hour.`);
  }
}

/** A person already has the maximum number of API tokens. */
export class TooManyTokens extends DomainError {
  override readonly name = "TooManyTokens";
  /** @param most the maximum */
  constructor(most: number) {
    super(`You already have ${most} tokens, which is the maximum. Nothing was changed. Revoke some first.`);
  }
}

/** This server sends no mail. */
export class MailIsOff extends DomainError {
  override readonly name = "MailIsOff";
  constructor() {
    super("This server sends no mail. Ask its administrator for a link to choose a new password.");
  }
}

/** Nobody can register here. */
export class RegistrationClosed extends DomainError {
  override readonly name = "RegistrationClosed";
  constructor() {
    super("This server does not accept new accounts. You can continue as a guest.");
  }
}

/** Password login is off on this server. */
export class PasswordLoginOff extends DomainError {
  override readonly name = "PasswordLoginOff";
  constructor() {
    super("This server does not accept passwords. You can continue as a guest.");
  }
}
