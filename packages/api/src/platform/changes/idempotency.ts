import { createHash } from "node:crypto";
import type { Prisma } from "../../generated/prisma/client.ts";
import { IdempotencyConflict } from "../failures.ts";

/** A request that is to have its effect once. */
export interface OnceInput {
  readonly userId: string;
  /** Null: the request carries none, and is carried out whenever it comes. */
  readonly key: string | null;
  /** The mutation's name: a key means one thing. */
  readonly operation: string;
  /** What was asked: the same key with other content is refused. */
  readonly content: unknown;
  /** The row that will be made, or is changed. */
  readonly resultId: string;
}

/**
 * Notes the key in the transaction that does what was asked.
 *
 * @returns null when it is to be done now; the id of what was done when the same was asked before
 * @throws IdempotencyConflict when the key was used for something else
 */
export async function doneBefore(
  transaction: Prisma.TransactionClient,
  { content, key, operation, resultId, userId }: OnceInput,
): Promise<string | null> {
  if (key === null) return null;
  const fingerprint = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  // The insert waits for a parallel one of the same key, so exactly one of them is the first.
  const { count } = await transaction.idempotencyKey.createMany({
    data: { userId, key, operation, fingerprint, resultId },
    skipDuplicates: true,
  });
  if (count === 1) return null;
  const used = await transaction.idempotencyKey.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
  if (used.operation !== operation || used.fingerprint !== fingerprint) throw new IdempotencyConflict();
  return used.resultId;
}
