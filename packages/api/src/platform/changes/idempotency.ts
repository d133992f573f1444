import { createHash } from "node:crypto";
import type { Prisma } from "../../generated/prisma/client.ts";
import { IdempotencyConflict } from "../failures.ts";

/** A request that takes effect only once. */
export interface OnceInput {
  readonly userId: string;
  /** The idempotency key. Null: the request carries none and is executed every time. */
  readonly key: string | null;
  /** The mutation's name: a key belongs to one operation. */
  readonly operation: string;
  /** The request's content: the same key with other content is refused. */
  readonly content: unknown;
  /** The row that the request creates or changes. */
  readonly resultId: string;
}

/**
 * Stores the key in the transaction that executes the request.
 *
 * @returns null when this is the first request with the key; otherwise the id of the earlier request's result
 * @throws IdempotencyConflict when the key was used for something else
 */
export async function claimKey(
  transaction: Prisma.TransactionClient,
  { content, key, operation, resultId, userId }: OnceInput,
): Promise<string | null> {
  if (key === null) return null;
  const fingerprint = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  // The insert waits for a concurrent insert of the same key, so exactly one request is the first.
  const { count } = await transaction.idempotencyKey.createMany({
    data: { userId, key, operation, fingerprint, resultId },
    skipDuplicates: true,
  });
  if (count === 1) return null;
  const used = await transaction.idempotencyKey.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
  if (used.operation !== operation || used.fingerprint !== fingerprint) throw new IdempotencyConflict();
  return used.resultId;
}
