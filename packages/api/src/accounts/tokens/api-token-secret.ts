import { createHash, createHmac, randomBytes } from "node:crypto";

/** What every personal access token begins with: bearers are told apart by it, and leaks can be found. */
export const API_TOKEN_PREFIX = "pk_";

/** A new secret of 32 random bytes, told to the person once. */
export function newApiTokenSecret(): string {
  return API_TOKEN_PREFIX + randomBytes(32).toString("base64url");
}

/**
 * The secret of a token made with an idempotency key: the same key gives the same secret, so that a client
 * that lost the answer can ask again though only a hash is kept.
 */
export function derivedApiTokenSecret(secretKey: string, userId: string, idempotencyKey: string): string {
  const mac = createHmac("sha256", secretKey).update(`api-token|${userId}|${idempotencyKey}`);
  return API_TOKEN_PREFIX + mac.digest("base64url");
}

/** How a secret is kept: SHA-256 in hex. The secret has 256 random bits, so it needs no slow hash. */
export function apiTokenHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
