import type { User } from "../generated/prisma/client.ts";
import { NOBODY } from "../platform/access.ts";
import type { Context } from "../platform/context.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { note } from "./audit.ts";
import { endLogins, newLogin } from "./auth-sessions.ts";
import { Busy, TooManyTries, WrongLogin } from "./errors.ts";
import type { Login } from "./guests.ts";
import { knownDevice, rememberDevice } from "./known-devices.ts";
import { takeOver } from "./login.ts";
import { giveBackLoginTry, type LoginTry, loginSucceeded, takeLoginTry } from "./login-throttle.ts";
import { passwordHasher } from "./password-hashing.ts";
import { lastHashes, passwordIssues, savePassword } from "./passwords.ts";
import { userByEmail } from "./users.ts";

/**
 * Logs in with address and password.
 *
 * @throws WrongLogin, whichever of the two is wrong, after the same time; TooManyTries; Busy
 */
export async function passwordLogin(context: Context, email: string, password: string): Promise<Login> {
  const { client, db } = context;
  const address = email.trim();
  const user = await userByEmail(db.pool, address);
  const hash = await proven(context, address, user, password);
  if (!user || hash === null) throw new WrongLogin();
  const now = context.now();
  // Made anew where the parameters have changed since: only now the password is known.
  const renewed = passwordHasher.isOutdated(hash) ? await passwordHasher.hash(password) : null;
  const login = await db.prisma.$transaction(async (transaction) => {
    if (renewed)
      await transaction.password.updateMany({ where: { userId: user.id, hash }, data: { hash: renewed } });
    await note(transaction, user.id, "LOGGED_IN", client, now);
    await rememberDevice(context, transaction, user.id);
    return newLogin(context, transaction, user);
  });
  takeOver(context, login);
  return login;
}

/**
 * Changes the viewer's own password. Every other login of theirs ends at once.
 *
 * @throws WrongLogin when the current one is wrong; InvalidInputError; TooManyTries; Busy
 */
export async function changePassword(context: Context, current: string, wanted: string): Promise<User> {
  const { client, db, viewer } = context;
  const user = viewer?.user;
  if (!user?.email || !viewer?.authSessionId) throw new WrongLogin();
  const hash = await proven(context, user.email, user, current);
  if (hash === null) throw new WrongLogin();
  const last = await lastHashes(db.prisma, user.id);
  const issues = await passwordIssues(wanted, last, "newPassword");
  if (issues.length > 0) throw new InvalidInputError(issues);
  const renewed = await passwordHasher.hash(wanted);
  const now = context.now();
  const { authSessionId } = viewer;
  await db.prisma.$transaction(async (transaction) => {
    await savePassword(transaction, user.id, renewed, now);
    await endLogins(transaction, user.id, now, authSessionId);
    await note(transaction, user.id, "PASSWORD_CHANGED", client, now);
  });
  context.forgetCredential(user.id);
  return user;
}

/**
 * The hash that the password was proven against; null when it is wrong. Counts the try. Does the same work
 * for an address that nobody has.
 */
async function proven(
  context: Context,
  email: string,
  user: User | null,
  password: string,
): Promise<string | null> {
  const { client, config, db } = context;
  const now = context.now();
  const userId = user?.id ?? NOBODY;
  const deviceId = await knownDevice(context, userId);
  const attempt: LoginTry = { email, address: client.address, deviceId, factor: config.rateLimitFactor };
  await takeLoginTry(db.pool, attempt, now);
  const hash = (await lastHashes(db.prisma, userId))[0] ?? null;
  try {
    if (await passwordHasher.verify(hash, password)) {
      await loginSucceeded(db.pool, attempt);
      return hash;
    }
  } catch (error) {
    if (error instanceof Busy) await giveBackLoginTry(db.pool, attempt);
    throw error;
  }
  // Not waited for: an answer that took a writing longer would tell that the account exists.
  if (user) {
    note(db.prisma, user.id, "LOGIN_FAILED", client, now).catch((err: unknown) =>
      context.log.error({ err }, "A failed login could not be noted"),
    );
  }
  return null;
}

export const LOGIN_REFUSALS = [WrongLogin, TooManyTries, Busy] as const;
