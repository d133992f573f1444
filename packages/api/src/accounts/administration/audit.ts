import type { Prisma } from "../../generated/prisma/client.ts";
import type { AuditAct } from "../../generated/prisma/enums.ts";
import type { Client } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";

/** Where an act came from. */
export type AuditSource = Pick<Client, "address" | "userAgent">;

/** Longer user agents are truncated: a header may have any length. */
export const LONGEST_USER_AGENT = 400;

/** Records what happened to an account, in the transaction in which it happens. */
export async function note(
  prisma: Pick<Prisma.TransactionClient, "auditEntry">,
  userId: string,
  act: AuditAct,
  { address, userAgent }: AuditSource,
  now: number,
): Promise<void> {
  await prisma.auditEntry.create({
    data: {
      id: newId(now),
      userId,
      act,
      address,
      userAgent: userAgent.slice(0, LONGEST_USER_AGENT),
      createdAt: new Date(now),
    },
  });
}
