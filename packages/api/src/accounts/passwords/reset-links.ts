import type { Context } from "../../platform/context.ts";
import { NotFound } from "../../platform/failures.ts";
import { note } from "../administration/audit.ts";
import { issueResetLink, LINK_LIFE_MS } from "../mail/mails.ts";
import { userByEmail } from "../users.ts";

/** A link to the page for choosing a new password. */
export interface ResetLink {
  readonly token: string;
  readonly expiresAt: number;
}

/** Creates a reset link for an administrator to hand over. Recorded in the account's audit log. @throws NotFound */
export async function handOutResetLink(context: Context, typed: string): Promise<ResetLink> {
  const { client, db, secretKey } = context;
  const user = await userByEmail(db.pool, typed.trim());
  if (!user?.email) throw new NotFound("An account with this address");
  const { id, email } = user;
  const now = context.now();
  const token = await db.prisma.$transaction(async (transaction) => {
    await note(transaction, id, "RESET_LINK_ISSUED", client, now);
    return issueResetLink(transaction, secretKey, { id, email }, now);
  });
  return { token, expiresAt: now + LINK_LIFE_MS };
}
