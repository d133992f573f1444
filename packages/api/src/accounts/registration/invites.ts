import type { Invite, Prisma } from "../../generated/prisma/client.ts";
import type { Context } from "../../platform/context.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import { note } from "../administration/audit.ts";
import { derivedSecret, secretHash } from "../logins/derived-secret.ts";

const DAY = 24 * 3_600_000;

/** An invitation with its code, which is shown here and never again. */
export interface CreatedInvite {
  readonly invite: Invite;
  readonly code: string;
}

/** Creates an invitation for one person. @param days how long it is valid */
export async function createInvite(context: Context, userId: string, days: number): Promise<CreatedInvite> {
  const { client, db, secretKey } = context;
  const now = context.now();
  const id = newId(now);
  const code = derivedSecret(secretKey, "invite", id);
  const invite = await db.prisma.$transaction(async (transaction) => {
    await note(transaction, userId, "INVITE_CREATED", client, now);
    return transaction.invite.create({
      data: {
        id,
        userId,
        secretHash: secretHash(code),
        createdAt: new Date(now),
        expiresAt: new Date(now + days * DAY),
      },
    });
  });
  return { invite, code };
}

/** Revokes an invitation. @throws NotFound also for one that was used */
export async function revokeInvite(context: Context, userId: string, id: string): Promise<string> {
  const { client, db } = context;
  const { count } = await db.prisma.invite.deleteMany({ where: { userId, id, usedAt: null } });
  if (count === 0) throw new NotFound("This invitation");
  await note(db.prisma, userId, "INVITE_REVOKED", client, context.now());
  return id;
}

/** Whether a code's hash belongs to an unused, valid invitation. */
export async function isOpenInvite(
  prisma: Pick<Prisma.TransactionClient, "invite">,
  codeHash: string,
  now: number,
): Promise<boolean> {
  return (await prisma.invite.count({ where: openInvite(codeHash, now) })) > 0;
}

/** Consumes an invitation. @returns false when there is none, or it is already consumed */
export async function useInvite(
  prisma: Pick<Prisma.TransactionClient, "invite">,
  codeHash: string,
  now: number,
): Promise<boolean> {
  const { count } = await prisma.invite.updateMany({
    where: openInvite(codeHash, now),
    data: { usedAt: new Date(now) },
  });
  return count > 0;
}

function openInvite(codeHash: string, now: number) {
  return { secretHash: codeHash, usedAt: null, expiresAt: { gt: new Date(now) } };
}
