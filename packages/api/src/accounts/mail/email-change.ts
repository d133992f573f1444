import { comparedAddress, readEmailAddress } from "@pacekeeper/domain/accounts/email-address";
import type { User } from "../../generated/prisma/client.ts";
import { addressKey } from "../../platform/address-key.ts";
import { recordChanges, USER_TOPIC } from "../../platform/changes/outbox.ts";
import type { Context } from "../../platform/context.ts";
import { invalidInput } from "../../platform/errors.ts";
import { note } from "../administration/audit.ts";
import { EmailTaken, LinkExpired, MailIsOff } from "../errors.ts";
import { provePassword } from "../passwords/password-proof.ts";
import { MAIL_REQUESTS, SIGN_UPS } from "../rate-limits.ts";
import { NO_ADDRESS } from "../registration/registration-input.ts";
import { atOwnScreen, isAddressTaken, userByEmail } from "../users.ts";
import { endLinks, findLink, useLink, writeMail } from "./mails.ts";

/** The result of a request to change the address. */
export interface EmailChange {
  readonly user: User;
  /** Where the confirmation link was sent; null: the address has changed. */
  readonly confirmationSentTo: string | null;
}

/**
 * Changes the viewer's address: at once where no mail is sent, otherwise when the link in a mail to the new address is
 * opened.
 *
 * @throws WrongLogin; InvalidInputError; EmailTaken, only where no mail can tell them instead; TooManyTries; Busy
 */
export async function changeEmail(context: Context, password: string, typed: string): Promise<EmailChange> {
  const { config, db, secretKey, client } = context;
  const { user, email } = atOwnScreen(context);
  const wanted = readEmailAddress(typed);
  if (wanted === null) throw invalidInput(["newEmail"], NO_ADDRESS.code, NO_ADDRESS.message);
  if (wanted === email) throw invalidInput(["newEmail"], "SAME_ADDRESS", "This is already your address.");
  // Rate-limited, because without mail the answer reveals whether an address has an account.
  context.rateLimiter.take(SIGN_UPS, addressKey(client.address), context.now());
  await provePassword(context, email, user, password);
  const now = context.now();
  if (config.mail === null)
    return { user: await saveAddress(context, user, wanted, null), confirmationSentTo: null };
  const owner = await userByEmail(db.pool, wanted);
  const taken = owner !== null && owner.id !== user.id;
  const mail = taken
    ? ({ kind: "HAS_ACCOUNT", recipient: wanted, userId: owner.id } as const)
    : ({ kind: "CONFIRM_EMAIL", recipient: wanted, userId: user.id } as const);
  await writeMail(db.prisma, secretKey, mail, now);
  await note(db.prisma, user.id, "EMAIL_CHANGE_ASKED", client, now);
  return { user, confirmationSentTo: wanted };
}

/** Mails a link that confirms the viewer's current address. @throws MailIsOff; RATE_LIMITED */
export async function requestEmailConfirmation(context: Context): Promise<string> {
  const { client, config, db, rateLimiter, secretKey } = context;
  const { user, email } = atOwnScreen(context);
  if (config.mail === null) throw new MailIsOff();
  const now = context.now();
  rateLimiter.take(MAIL_REQUESTS, addressKey(client.address), now);
  await writeMail(db.prisma, secretKey, { kind: "CONFIRM_EMAIL", recipient: email, userId: user.id }, now);
  return email;
}

/**
 * Makes the address whose link was opened the account's.
 *
 * @returns the address
 * @throws LinkExpired; EmailTaken when somebody else has taken it meanwhile
 */
export async function confirmEmail(context: Context, secret: string): Promise<string> {
  const { db } = context;
  const link = await findLink(db.prisma, "CONFIRM_EMAIL", secret, context.now());
  const user = link?.userId ? await db.prisma.user.findUnique({ where: { id: link.userId } }) : null;
  if (!link || !user) throw new LinkExpired();
  await saveAddress(context, user, link.recipient, link);
  return link.recipient;
}

/** @param link the link that confirms the address; null: the address stays unconfirmed */
async function saveAddress(
  context: Context,
  user: User,
  address: string,
  link: Parameters<typeof useLink>[1] | null,
): Promise<User> {
  const { client, config, db, secretKey } = context;
  const now = context.now();
  const same = user.email !== null && comparedAddress(user.email) === comparedAddress(address);
  const { changed, sequence } = await db.prisma
    .$transaction(async (transaction) => {
      if (link && !(await useLink(transaction, link))) throw new LinkExpired();
      const changed = await transaction.user.update({
        where: { id: user.id },
        data: {
          email: address,
          emailConfirmedAt: link ? new Date(now) : null,
          version: { increment: 1 },
        },
      });
      // Links to former addresses would bring those addresses back.
      await endLinks(transaction, user.id);
      const sequence = await recordChanges(transaction, user.id, [{ topic: USER_TOPIC, subjectId: user.id }]);
      await note(transaction, user.id, same ? "EMAIL_CONFIRMED" : "EMAIL_CHANGED", client, now);
      if (config.mail && user.email && !same) {
        const mail = { kind: "EMAIL_CHANGED", recipient: user.email, userId: user.id } as const;
        await writeMail(transaction, secretKey, mail, now);
      }
      return { changed, sequence };
    })
    .catch((error: unknown) => {
      throw isAddressTaken(error) ? new EmailTaken() : error;
    });
  context.forgetCredential(user.id);
  context.announce(user.id, USER_TOPIC, sequence);
  return changed;
}
