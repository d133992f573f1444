import type { User } from "../../generated/prisma/client.ts";
import { NOBODY } from "../../platform/access.ts";
import type { Context } from "../../platform/context.ts";
import { Busy } from "../../platform/failures.ts";
import { note } from "../administration/audit.ts";
import { PasswordLoginOff, TooManyTries, WrongLogin } from "../errors.ts";
import { knownDevice } from "../logins/known-devices.ts";
import { giveBackLoginTry, type LoginTry, loginSucceeded, takeLoginTry } from "../logins/login-throttle.ts";
import { createBoundedQueue } from "./bounded-queue.ts";
import { passwordHasher } from "./password-hashing.ts";
import { lastHashes } from "./passwords.ts";

/**
 * Concurrent tries in this process: two can hash while a third is counted. Many tries from one address wait for each
 * other in the database, each holding a connection that other requests need.
 */
const AT_ONCE = 3;
const MOST_WAITING = 100;
const inTurn = createBoundedQueue(AT_ONCE, MOST_WAITING);

/** The expected failures of a field that takes the current password. */
export const LOGIN_REFUSALS = [WrongLogin, TooManyTries, Busy, PasswordLoginOff] as const;

/** @throws PasswordLoginOff when password login is off on this server */
export function refuseWithoutPasswords({ config }: Context): void {
  if (!config.passwordLogin) throw new PasswordLoginOff();
}

/**
 * Verifies that the sender knows the password of the account with an address. Each try is counted; an unknown address
 * takes the same work.
 *
 * @param email as typed
 * @returns the hash that the password matched
 * @throws WrongLogin, whichever of the two is wrong; TooManyTries; Busy; PasswordLoginOff
 */
export async function provePassword(
  context: Context,
  email: string,
  user: User | null,
  password: string,
): Promise<string> {
  const read = async () => (await lastHashes(context.db.prisma, user?.id ?? NOBODY))[0] ?? null;
  const hash = await proveWith(context, email, user?.id ?? null, read, password);
  // Null matches no password.
  if (hash === null) throw new WrongLogin();
  return hash;
}

/**
 * The same against a given hash, such as that of a pending registration.
 *
 * @param userId the user whose audit log records failures; null: none
 */
export async function proveAgainst(
  context: Context,
  email: string,
  userId: string | null,
  hash: string,
  password: string,
): Promise<void> {
  await proveWith(context, email, userId, async () => hash, password);
}

async function proveWith(
  context: Context,
  email: string,
  userId: string | null,
  read: () => Promise<string | null>,
  password: string,
): Promise<string | null> {
  refuseWithoutPasswords(context);
  const { client, config, db } = context;
  const now = context.now();
  return inTurn(async () => {
    const deviceId = await knownDevice(context, userId ?? NOBODY);
    const attempt: LoginTry = { email, address: client.address, deviceId, factor: config.rateLimitFactor };
    await takeLoginTry(db.pool, attempt, now);
    const hash = await read();
    try {
      if (await passwordHasher.verify(hash, password)) {
        await loginSucceeded(db.pool, attempt);
        return hash;
      }
    } catch (error) {
      if (error instanceof Busy) await giveBackLoginTry(db.pool, attempt);
      throw error;
    }
    if (userId !== null) noteLater(context, userId, now);
    throw new WrongLogin();
  });
}

const isGone = (error: unknown) => error instanceof Error && "code" in error && error.code === "P2003";

/** Longer than sending the answer takes. */
const NOTED_AFTER_MS = 250;

/**
 * Records a failed login after its answer was sent. Recording it first, or even just preparing it, would take longer
 * and reveal that the account exists.
 */
function noteLater({ client, db, log }: Context, userId: string, now: number): void {
  setTimeout(() => {
    note(db.prisma, userId, "LOGIN_FAILED", client, now).catch((err: unknown) => {
      // The account was deleted meanwhile, and its audit log with it.
      if (isGone(err)) return;
      log.error({ err }, "A failed login could not be recorded");
    });
  }, NOTED_AFTER_MS);
}
