import { createHash, createHmac } from "node:crypto";

/** What a secret opens; each has secrets of its own. */
export type SecretPurpose = "mail" | "invite" | "set-up";

/**
 * A secret that only this server's key can make from an id, so that it need not be kept: 256 bits in
 * base64url, 43 characters.
 */
export function derivedSecret(secretKey: string, purpose: SecretPurpose, id: string): string {
  return createHmac("sha256", secretKey).update(`${purpose}|${id}`).digest("base64url");
}

/** How a secret is kept and looked for; with so many random bits it needs no slow hash. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
