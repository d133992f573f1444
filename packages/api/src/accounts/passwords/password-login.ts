import { USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { Context } from "../../platform/context.ts";
import { note } from "../administration/audit.ts";
import { WrongLogin } from "../errors.ts";
import { newLogin } from "../logins/auth-sessions.ts";
import { rememberDevice } from "../logins/known-devices.ts";
import { guestOf, takeOver } from "../logins/login.ts";
import { claimGuest, MOVE_ALL_TIMEOUTS } from "../registration/guest-claim.ts";
import type { Login } from "../registration/guests.ts";
import { lockUser, userByEmail } from "../users.ts";
import { passwordHasher } from "./password-hashing.ts";
import { provePassword } from "./password-proof.ts";
import { lastHashes } from "./passwords.ts";

/** The input of a login. */
export interface LoginInput {
  readonly email: string;
  readonly password: string;
  /** Whether the data of the browser's guest moves into the account. */
  readonly claimGuest: boolean;
}

/**
 * Logs in with address and password, and claims the guest's data.
 *
 * @throws WrongLogin, whichever of the two is wrong, after the same time; TooManyTries; Busy; PasswordLoginOff
 */
export async function passwordLogin(context: Context, input: LoginInput): Promise<Login> {
  const { client, db } = context;
  const email = input.email.trim();
  const user = await userByEmail(db.pool, email);
  const hash = await provePassword(context, email, user, input.password);
  // Without a user, no password can be right.
  if (!user) throw new WrongLogin();
  const now = context.now();
  // Rehashed when the parameters have changed since: the password is known only now.
  const renewed = passwordHasher.isOutdated(hash) ? await passwordHasher.hash(input.password) : null;
  const guestId = input.claimGuest ? guestOf(context) : null;
  const { claimed, login } = await db.prisma.$transaction(async (transaction) => {
    const claim = guestId && { guestId, userId: user.id };
    const claimed = claim ? await claimGuest(transaction, claim, client, now) : null;
    await lockUser(transaction, user.id);
    // The password changed after it was verified: a login with the old one would outlive the change.
    if ((await lastHashes(transaction, user.id))[0] !== hash) throw new WrongLogin();
    if (renewed)
      await transaction.password.updateMany({ where: { userId: user.id, hash }, data: { hash: renewed } });
    await note(transaction, user.id, "LOGGED_IN", client, now);
    await rememberDevice(context, transaction, user.id);
    const present = await transaction.user.findUniqueOrThrow({ where: { id: user.id } });
    return { claimed, login: await newLogin(context, transaction, present) };
  }, MOVE_ALL_TIMEOUTS);
  if (claimed !== null) context.announce(user.id, USER_TOPIC, claimed);
  await takeOver(context, login);
  return login;
}
