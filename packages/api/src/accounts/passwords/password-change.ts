import { readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import type { Prisma, User } from "../../generated/prisma/client.ts";
import { addressKey } from "../../platform/address-key.ts";
import type { Context } from "../../platform/context.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { note } from "../administration/audit.ts";
import { LinkExpired, MailIsOff } from "../errors.ts";
import { endLogins } from "../logins/auth-sessions.ts";
import { loginSucceeded } from "../logins/login-throttle.ts";
import { endLinks, findLink, useLink, writeMail } from "../mail/mails.ts";
import { MAIL_REQUESTS } from "../rate-limits.ts";
import { atOwnScreen, lockUser } from "../users.ts";
import { passwordHasher } from "./password-hashing.ts";
import { provePassword, refuseWithoutPasswords } from "./password-proof.ts";
import { lastHashes, passwordIssues, savePassword } from "./passwords.ts";

/**
 * Changes the viewer's own password. All their other logins end at once.
 *
 * @throws WrongLogin when the current one is wrong; InvalidInputError; TooManyTries; Busy; PasswordLoginOff
 */
export async function changePassword(context: Context, current: string, wanted: string): Promise<User> {
  const { user, email, authSessionId } = atOwnScreen(context);
  await provePassword(context, email, user, current);
  const hash = await acceptedHash(context, user.id, wanted);
  await saveNewPassword(context, user, hash, authSessionId);
  return user;
}

/**
 * Mails a link to choose a new password, if the address has an account. That is asked when the mail is sent, so neither the
 * answer nor its timing reveals it.
 *
 * @throws MailIsOff; PasswordLoginOff; RATE_LIMITED
 */
export async function requestPasswordReset(context: Context, typed: string): Promise<void> {
  const { client, config, db, rateLimiter, secretKey } = context;
  refuseWithoutPasswords(context);
  if (config.mail === null) throw new MailIsOff();
  await rateLimiter.takeShared(MAIL_REQUESTS, addressKey(client.address));
  const recipient = readEmailAddress(typed);
  if (recipient === null) return;
  const mail = { kind: "RESET_PASSWORD", recipient, userId: null, asker: client } as const;
  await writeMail(db.prisma, secretKey, mail, context.now());
}

/**
 * Sets a new password with a link, which works once. All of the person's logins end at once; they log in with the new
 * password.
 *
 * @returns the account's address
 * @throws LinkExpired; InvalidInputError, and then the link stays valid; Busy; PasswordLoginOff
 */
export async function resetPassword(context: Context, secret: string, wanted: string): Promise<string> {
  const { client, config, db } = context;
  refuseWithoutPasswords(context);
  const link = await findLink(db.prisma, "RESET_PASSWORD", secret, context.now());
  const user = link?.userId ? await db.prisma.user.findUnique({ where: { id: link.userId } }) : null;
  // If the account's address has changed since, the link no longer proves anything about it.
  if (!link || !user?.email || user.email !== link.recipient) throw new LinkExpired();
  const hash = await acceptedHash(context, user.id, wanted);
  await saveNewPassword(context, user, hash, null, async (transaction) => {
    if (!(await useLink(transaction, link))) throw new LinkExpired();
    await transaction.knownDevice.deleteMany({ where: { userId: user.id } });
  });
  await loginSucceeded(db.pool, {
    email: user.email,
    address: client.address,
    deviceId: null,
    factor: config.rateLimitFactor,
  });
  return user.email;
}

/** @throws InvalidInputError; Busy */
async function acceptedHash(context: Context, userId: string, wanted: string): Promise<string> {
  const last = await lastHashes(context.db.prisma, userId);
  const issues = await passwordIssues(context, wanted, last, "newPassword");
  if (issues.length > 0) throw new InvalidInputError(issues);
  return passwordHasher.hash(wanted);
}

/** @param kept the login that stays; null: all end, because the password was reset by a link */
async function saveNewPassword(
  context: Context,
  user: User,
  hash: string,
  kept: string | null,
  first: (transaction: Prisma.TransactionClient) => Promise<void> = async () => {},
): Promise<void> {
  const { client, config, db, secretKey } = context;
  const now = context.now();
  await db.prisma.$transaction(async (transaction) => {
    await first(transaction);
    await lockUser(transaction, user.id);
    await savePassword(transaction, user.id, hash, now);
    // Whoever knew the old password may have requested links to an address of their own.
    await endLinks(transaction, user.id);
    await endLogins(transaction, user.id, now, kept);
    await note(transaction, user.id, kept === null ? "PASSWORD_RESET" : "PASSWORD_CHANGED", client, now);
    if (config.mail && user.email) {
      const mail = { kind: "PASSWORD_CHANGED", recipient: user.email, userId: user.id, asker: null } as const;
      await writeMail(transaction, secretKey, mail, now);
    }
  });
  context.forgetCredential(user.id);
}
