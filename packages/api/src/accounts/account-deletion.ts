import type { User } from "../generated/prisma/client.ts";
import type { Context } from "../platform/context.ts";
import { forgetTriesAt } from "./logins/login-throttle.ts";
import { provePassword } from "./passwords/password-proof.ts";
import { MOVE_ALL_TIMEOUTS } from "./registration/guest-claim.ts";

/**
 * Permanently deletes the viewer's user and all their rows. A guest needs no password.
 *
 * @returns the id of the deleted user
 * @throws WrongLogin; TooManyTries; Busy
 */
export async function deleteAccount(context: Context, user: User, password: string): Promise<string> {
  const { db } = context;
  const { id, email } = user;
  if (email !== null) await provePassword(context, email, user, password);
  await db.prisma.$transaction(async (transaction) => {
    // Pending registrations, and mails to an address that was to become theirs, do not reference the account yet.
    await transaction.$executeRaw`
      DELETE FROM mails WHERE registration ->> 'guestId' = ${id} OR lower(recipient) = lower(${email ?? ""})`;
    await transaction.user.delete({ where: { id } });
  }, MOVE_ALL_TIMEOUTS);
  if (email !== null) await forgetTriesAt(db.pool, email);
  context.forgetCredential(id);
  context.setCookie("session", null, 0);
  context.setCookie("device", null, 0);
  context.viewer = null;
  return id;
}
