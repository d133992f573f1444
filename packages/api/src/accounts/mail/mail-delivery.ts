import { createTransport } from "nodemailer";
import type { Purge } from "../../platform/changes/purge.ts";
import type { MailSettings } from "../../platform/config/mail.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { selectList } from "../../platform/database/columns.ts";
import type { Log } from "../../platform/log.ts";
import { derivedSecret } from "../logins/derived-secret.ts";
import { mailText } from "./mail-texts.ts";
import { LINK_PAGES } from "./mails.ts";
import { type DueMail, decideRequested } from "./requested-mails.ts";

/** How long to wait for the mail server's answer before giving up and retrying later. */
const SMTP_TIMEOUT_MS = 15_000;
/** How long a process that takes a mail has a lease on it. */
const LEASE_SECONDS = 60;
const AT_ONCE = 10;
/** Waits after the 1st, 2nd, … failure; the last one applies to all further failures, until the mail expires. */
const WAITS_SECONDS = [10, 30, 120, 300, 900];

/** The mail servers that do not answer, by the settings of the process that asked them. */
const unreachable = new WeakSet<MailSettings>();

/** Sends pending mail. Any number of processes may; the database decides which one sends a mail. */
export interface MailDelivery {
  /** Checks whether the mail server answers, even when there is no mail to send. */
  look(): Promise<void>;
  /** Sends the mails that are due. @returns how many were sent */
  deliver(): Promise<number>;
  close(): void;
}

export interface MailDeliveryOptions {
  readonly db: DatabaseHandle;
  readonly settings: MailSettings;
  readonly secretKey: string;
  readonly log: Log;
  /** The URL that people open, without a trailing slash. */
  readonly publicUrl: () => string;
}

const DUE_FIELDS = [
  "id",
  "kind",
  "recipient",
  "userId",
  "attempts",
  "askerAddress",
  "askerUserAgent",
] as const satisfies readonly (keyof DueMail)[];

export function createMailDelivery(options: MailDeliveryOptions): MailDelivery {
  const { db, log, publicUrl, secretKey, settings } = options;
  const { pool } = db;
  const transport = createTransport({
    url: settings.smtpUrl,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    // Never treat a text as a file name or as a URL to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send({ id, kind, recipient, attempts }: DueMail): Promise<boolean> {
    const page = LINK_PAGES[kind];
    // In the fragment, so that it stays out of server logs, proxies and referrers.
    const link = page === undefined ? null : `${publicUrl()}${page}#${derivedSecret(secretKey, "mail", id)}`;
    try {
      await transport.sendMail({
        from: settings.from,
        to: { name: "", address: recipient },
        messageId: `<${id}@${new URL(publicUrl()).hostname}>`,
        ...mailText(kind, link, publicUrl()),
      });
    } catch (err) {
      const wait = WAITS_SECONDS[Math.min(attempts, WAITS_SECONDS.length - 1)] ?? 0;
      log.warn({ err, mail: id }, "A mail could not be sent and will be retried");
      await pool.query(
        "UPDATE mails SET attempts = attempts + 1, next_at = now() + make_interval(secs => $2) WHERE id = $1",
        [id, wait],
      );
      return false;
    }
    // A link's row stays until the link is opened; a notice's row is deleted.
    if (page === undefined) await pool.query("DELETE FROM mails WHERE id = $1", [id]);
    else await pool.query("UPDATE mails SET next_at = NULL, attempts = 0 WHERE id = $1", [id]);
    return true;
  }

  return {
    async look() {
      try {
        await transport.verify();
        unreachable.delete(settings);
      } catch (err) {
        if (!unreachable.has(settings)) log.warn({ err }, "The mail server cannot be reached");
        unreachable.add(settings);
      }
    },
    async deliver() {
      const { rows } = await pool.query<DueMail>({
        name: "due-mails",
        text: `UPDATE mails SET next_at = now() + make_interval(secs => $1) WHERE id IN (
            SELECT id FROM mails WHERE next_at <= now() AND expires_at > now()
            ORDER BY created_at DESC LIMIT $2 FOR UPDATE SKIP LOCKED)
          RETURNING ${selectList("Mail", "mails", DUE_FIELDS)}`,
        values: [LEASE_SECONDS, AT_ONCE],
      });
      // The newest first, also when they are counted: it is the one that somebody is waiting for.
      rows.sort((one, other) => (one.id < other.id ? 1 : -1));
      const admitted = [];
      for (const row of rows) admitted.push(await decideRequested(db, row));
      const sent = await Promise.all(admitted.filter((mail) => mail !== null).map(send));
      return sent.filter(Boolean).length;
    },
    close: () => transport.close(),
  };
}

/**
 * Whether the mail server currently does not answer. Never derived from pending mails: they would reveal to a stranger
 * that the address they entered has an account.
 */
export function isMailDelayed(settings: MailSettings): boolean {
  return unreachable.has(settings);
}

/** Expired links and notices; purged hourly, since a registration's link holds a password hash. */
export const EXPIRED_MAILS: Purge = {
  name: "expired mails",
  table: "mails",
  age: "expires_at",
  days: 0,
  hourly: true,
};
