import { createHmac, randomBytes } from "node:crypto";

/** The prefix of every personal access token: it distinguishes bearer tokens, and lets leaks be found. */
export const API_TOKEN_PREFIX = "pk_";

/** A new secret of 32 random bytes, shown to the person once. */
export function newApiTokenSecret(): string {
  return API_TOKEN_PREFIX + randomBytes(32).toString("base64url");
}

/**
 * The secret of a token created with an idempotency key. The same key gives the same secret, so a client that lost the
 * answer can ask again although only a hash is stored.
 */
export function derivedApiTokenSecret(secretKey: string, userId: string, idempotencyKey: string): string {
  const mac = createHmac("sha256", secretKey).update(`api-token|${userId}|${idempotencyKey}`);
  return API_TOKEN_PREFIX + mac.digest("base64url");
}
