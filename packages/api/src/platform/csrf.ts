import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The CSRF token of a login: an HMAC of its session's id, so it needs no storage and ends with the session. A visitor
 * (null) has one too; it proves nothing and is never required.
 */
export function csrfToken(secretKey: string, authSessionId: string | null): string {
  return createHmac("sha256", secretKey)
    .update(`csrf|${authSessionId ?? ""}`)
    .digest("base64url");
}

/** True when the presented token belongs to the login. Constant time for every wrong token of the right length. */
export function csrfTokenMatches(
  secretKey: string,
  authSessionId: string,
  presented: string | undefined,
): boolean {
  const expected = Buffer.from(csrfToken(secretKey, authSessionId));
  const given = Buffer.from(presented ?? "");
  return expected.length === given.length && timingSafeEqual(expected, given);
}
