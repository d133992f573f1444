import { createHash } from "node:crypto";
import { comparedAddress } from "@pacekeeper/domain/accounts/email-address";
import type { Mail } from "../../generated/prisma/client.ts";
import { addressKey } from "../../platform/address-key.ts";
import { HOUR_MS } from "../../platform/config/rate-limits.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { takeFromAll } from "../../platform/rate-limit.ts";
import { note } from "../administration/audit.ts";
import { userByEmail } from "../users.ts";

/** What is known of a mail that is due. */
export type DueMail = Pick<
  Mail,
  "id" | "kind" | "recipient" | "userId" | "attempts" | "askerAddress" | "askerUserAgent"
>;

/** Mails of a kind to one recipient that one network may ask for in an hour. Further ones are dropped. */
const FROM_ONE_NETWORK = 3;
/** Mails to one recipient in a day, whoever asks for them. Further ones come slowly, and the newest of them first. */
const TO_ONE_RECIPIENT = 20;
const SLOWLY_MS = 10 * 60_000;

/**
 * Decides what becomes of a mail that somebody asked for: they must not be told whether the recipient has an account,
 * nor flood a mailbox, nor keep the mailbox's owner from asking for a mail too.
 *
 * @returns the mail to send; null: it is not to be sent, or not yet
 */
export async function decideRequested(db: DatabaseHandle, mail: DueMail): Promise<DueMail | null> {
  const { askerAddress, attempts, id, recipient } = mail;
  // A mail that has failed to be sent was admitted before.
  if (askerAddress === null || attempts > 0) return mail;
  const owner = await userByEmail(db.pool, recipient);
  if (mail.kind === "RESET_PASSWORD" && !owner) return drop(db, id);
  const meant = owner && owner.id !== mail.userId ? await toOwner(db, mail, owner.id) : mail;
  const who = createHash("sha256").update(comparedAddress(recipient)).digest("hex");
  const network = `mailsFromNetwork:${meant.kind} ${who} ${addressKey(askerAddress)}`;
  if ((await takeFromAll(db.pool, network, FROM_ONE_NETWORK, HOUR_MS)) !== null) return drop(db, id);
  const full = await takeFromAll(db.pool, `mailsToRecipient:${who}`, TO_ONE_RECIPIENT, 24 * HOUR_MS);
  if (full !== null) {
    const wait = await takeFromAll(db.pool, `mailsSlowly:${who}`, 1, SLOWLY_MS);
    if (wait !== null) return postpone(db, id, wait);
  }
  if (meant.kind === "RESET_PASSWORD" && owner) await noteAsked(db, meant, owner.id);
  return meant;
}

async function drop(db: DatabaseHandle, id: string): Promise<null> {
  await db.pool.query("DELETE FROM mails WHERE id = $1", [id]);
  return null;
}

async function postpone(db: DatabaseHandle, id: string, waitMs: number): Promise<null> {
  await db.pool.query("UPDATE mails SET next_at = now() + make_interval(secs => $2) WHERE id = $1", [
    id,
    waitMs / 1000,
  ]);
  return null;
}

/** A link to choose a password becomes the owner's; any other link to their address becomes a notice to them. */
async function toOwner(db: DatabaseHandle, mail: DueMail, userId: string): Promise<DueMail> {
  const { id } = mail;
  if (mail.kind === "RESET_PASSWORD") {
    const { rows } = await db.pool.query<{ recipient: string }>(
      `UPDATE mails m SET user_id = u.id, recipient = u.email FROM users u WHERE m.id = $1 AND u.id = $2
        RETURNING m.recipient`,
      [id, userId],
    );
    return { ...mail, userId, recipient: rows[0]?.recipient ?? mail.recipient };
  }
  await db.pool.query(
    `UPDATE mails SET kind = 'HAS_ACCOUNT', user_id = $2, secret_hash = NULL, registration = NULL WHERE id = $1`,
    [id, userId],
  );
  return { ...mail, userId, kind: "HAS_ACCOUNT" };
}

async function noteAsked(db: DatabaseHandle, mail: DueMail, userId: string): Promise<void> {
  const source = { address: mail.askerAddress ?? "", userAgent: mail.askerUserAgent };
  await note(db.prisma, userId, "RESET_ASKED", source, Date.now());
}
