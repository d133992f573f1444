import type { Mail, Prisma } from "../../generated/prisma/client.ts";
import type { MailKind } from "../../generated/prisma/enums.ts";
import { newId } from "../../platform/ids.ts";
import { type AuditSource, LONGEST_USER_AGENT } from "../administration/audit.ts";
import { derivedSecret, secretHash } from "../logins/derived-secret.ts";

const MINUTE = 60_000;
/** How long a mailed link is valid. */
export const LINK_LIFE_MS = 60 * MINUTE;
/** A notice that cannot be sent for this long is dropped. */
const NOTICE_LIFE_MS = 24 * 60 * MINUTE;
type Rows = Pick<Prisma.TransactionClient, "mail" | "$executeRaw">;

/** The kinds that carry a link, and the page that it opens. */
export const LINK_PAGES: Readonly<Partial<Record<MailKind, string>>> = {
  CONFIRM_REGISTRATION: "/confirm-registration",
  CONFIRM_EMAIL: "/confirm-email",
  RESET_PASSWORD: "/reset-password",
};

/** The data of a new mail. */
export interface NewMail {
  readonly kind: MailKind;
  readonly recipient: string;
  /** Null: the recipient has no account yet. */
  readonly userId: string | null;
  readonly registration?: Prisma.InputJsonObject;
  /** Who asks for it without having proved that the recipient is theirs; null: it follows from a change of the account. */
  readonly asker: AuditSource | null;
}

/**
 * Stores a mail, to be sent after the commit. It does the same whoever the recipient is, and however many mails were
 * asked for: `requested-mails.ts` decides that before the mail is sent, which its asker cannot see.
 */
export async function writeMail(
  prisma: Rows,
  secretKey: string,
  { asker, kind, recipient, userId, registration }: NewMail,
  now: number,
): Promise<void> {
  await prisma.mail.create({
    data: {
      ...mailRow(secretKey, kind, recipient, userId, now),
      ...(registration && { registration }),
      askerAddress: asker?.address ?? null,
      askerUserAgent: asker?.userAgent.slice(0, LONGEST_USER_AGENT) ?? "",
      nextAt: new Date(now),
    },
  });
}

/** Creates a password reset link for an administrator to hand over where no mail is sent. @returns its secret */
export async function issueResetLink(
  prisma: Rows,
  secretKey: string,
  user: { readonly id: string; readonly email: string },
  now: number,
): Promise<string> {
  const data = mailRow(secretKey, "RESET_PASSWORD", user.email, user.id, now);
  await prisma.mail.create({ data });
  return derivedSecret(secretKey, "mail", data.id);
}

function mailRow(secretKey: string, kind: MailKind, recipient: string, userId: string | null, now: number) {
  const id = newId(now);
  const isLink = LINK_PAGES[kind] !== undefined;
  return {
    id,
    userId,
    kind,
    recipient,
    secretHash: isLink ? secretHash(derivedSecret(secretKey, "mail", id)) : null,
    createdAt: new Date(now),
    expiresAt: new Date(now + (isLink ? LINK_LIFE_MS : NOTICE_LIFE_MS)),
  };
}

/** The mail of a valid link; null when the link is used, expired or unknown. */
export async function findLink(
  prisma: Rows,
  kind: MailKind,
  secret: string,
  now: number,
): Promise<Mail | null> {
  const where = { secretHash: secretHash(secret), kind, expiresAt: { gt: new Date(now) } };
  return prisma.mail.findFirst({ where });
}

/** Ends all of a person's pending links, which were requested under circumstances that no longer apply. */
export async function endLinks(prisma: Rows, userId: string): Promise<void> {
  await prisma.mail.deleteMany({ where: { userId, secretHash: { not: null } } });
}

/**
 * Consumes a link, along with all others of its kind to the same recipient. @returns false when it is already consumed
 */
export async function useLink(prisma: Rows, { id, kind, recipient }: Mail): Promise<boolean> {
  const { count } = await prisma.mail.deleteMany({ where: { id } });
  if (count === 0) return false;
  await prisma.$executeRaw`
    DELETE FROM mails WHERE lower(recipient) = lower(${recipient}) AND kind = ${kind}::"MailKind"`;
  return true;
}
