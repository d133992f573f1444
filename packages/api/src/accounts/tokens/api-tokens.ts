import type { ApiToken, Prisma, TokenScope } from "../../generated/prisma/client.ts";
import { claimKey } from "../../platform/changes/idempotency.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { IdempotencyConflict, NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import { type AuditSource, note } from "../administration/audit.ts";
import { TooManyTokens } from "../errors.ts";
import { secretHash } from "../logins/derived-secret.ts";
import { lockUser } from "../users.ts";
import { derivedApiTokenSecret, newApiTokenSecret } from "./api-token-secret.ts";

const OPERATION = "createApiToken";
/** Of one person, without the revoked ones. */
const MOST_TOKENS = 100;

/** The data of a new token. */
export interface ApiTokenInput {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** The only page origin it may be used from; null: any. */
  readonly origin: string | null;
  /** Null: until it is revoked. */
  readonly expiresAt: Date | null;
  readonly idempotencyKey: string | null;
}

/** A token with its secret, which is returned here and never again, except for the same idempotency key. */
export interface CreatedApiToken {
  readonly apiToken: ApiToken;
  readonly secret: string;
}

/**
 * Creates a personal access token. With an idempotency key, the same content returns the same token and secret again.
 *
 * @throws IdempotencyConflict when the key was used for something else; TooManyTokens
 */
export async function createApiToken(
  db: DatabaseHandle,
  secretKey: string,
  userId: string,
  input: ApiTokenInput,
  source: AuditSource,
  now: number,
): Promise<CreatedApiToken> {
  const { idempotencyKey: key, name, origin, expiresAt } = input;
  const scopes = [...new Set(input.scopes)].sort();
  const secret = key === null ? newApiTokenSecret() : derivedApiTokenSecret(secretKey, userId, key);
  const id = newId(now);
  const data = { id, userId, name, scopes, origin, expiresAt, secretHash: secretHash(secret) };
  const create = async (prisma: Prisma.TransactionClient) => {
    await lockUser(prisma, userId);
    const where = { userId, revokedAt: null };
    if ((await prisma.apiToken.count({ where })) >= MOST_TOKENS) throw new TooManyTokens(MOST_TOKENS);
    await note(prisma, userId, "TOKEN_CREATED", source, now);
    return prisma.apiToken.create({ data });
  };
  const apiToken = await db.prisma.$transaction(async (transaction) => {
    const content = [name, scopes, origin, expiresAt];
    const once = { userId, key, operation: OPERATION, content, resultId: id };
    const madeId = await claimKey(transaction, once);
    if (madeId === null) return create(transaction);
    const made = await transaction.apiToken.findUnique({
      where: { userId_id: { userId, id: madeId } },
    });
    // A guest created it, and its secret was derived for the guest: it cannot be derived again.
    if (made?.secretHash !== data.secretHash) throw new IdempotencyConflict();
    return made;
  });
  return { apiToken, secret };
}

/** Revokes a token at once; does nothing if it is already revoked. @throws NotFound */
export async function revokeApiToken(
  db: DatabaseHandle,
  userId: string,
  id: string,
  source: AuditSource,
  now: number,
): Promise<ApiToken> {
  const { count } = await db.prisma.apiToken.updateMany({
    where: { userId, id, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  if (count > 0) await note(db.prisma, userId, "TOKEN_REVOKED", source, now);
  const apiToken = await db.prisma.apiToken.findUnique({ where: { userId_id: { userId, id } } });
  if (!apiToken) throw new NotFound("This token");
  return apiToken;
}

/** Whether a valid token names this origin. */
export async function isTokenOrigin(db: DatabaseHandle, origin: string, now: number): Promise<boolean> {
  const found = await db.prisma.apiToken.findFirst({
    where: { origin, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date(now) } }] },
    select: { id: true },
  });
  return found !== null;
}
