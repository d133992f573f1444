import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The CSRF token of a login: an HMAC of its session's id, so it needs no storage and ends with the
 * session. A visitor has one too (null), which proves nothing and is asked of nobody.
 */
export function csrfToken(secretKey: string, authSessionId: string | null): string {
  return createHmac("sha256", secretKey)
    .update(`csrf|${authSessionId ?? ""}`)
    .digest("base64url");
}

/** True when the presented token belongs to the login. Takes the same time for every wrong one. */
export function csrfTokenMatches(
  secretKey: string,
  authSessionId: string,
  presented: string | undefined,
): boolean {
  const expected = Buffer.from(csrfToken(secretKey, authSessionId));
  const given = Buffer.from(presented ?? "");
  return expected.length === given.length && timingSafeEqual(expected, given);
}
