import { createHash, createHmac } from "node:crypto";

/** What a secret is for. Each purpose has separate secrets. */
export type SecretPurpose = "mail" | "invite" | "set-up";

/**
 * A secret that is derived from an id with the server's key, so it need not be stored: 256 bits in base64url, 43
 * characters.
 */
export function derivedSecret(secretKey: string, purpose: SecretPurpose, id: string): string {
  return createHmac("sha256", secretKey).update(`${purpose}|${id}`).digest("base64url");
}

/** The hash by which a secret is stored and found. With so many random bits it needs no slow hash. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
