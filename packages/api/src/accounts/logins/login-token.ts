import { isUuid } from "@pacekeeper/domain/ids/uuid";
import { decodeJwt, jwtVerify, SignJWT } from "jose";

const ALGORITHM = "HS256";
const ISSUER = "pacekeeper";
const AUDIENCE = "pacekeeper";
const TYPE = "JWT";

/** The claims of a login token. */
export interface LoginClaims {
  readonly userId: string;
  /** The auth session in the database; ending it ends every token that names it. */
  readonly authSessionId: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Signs and checks login tokens with one key. */
export interface LoginTokens {
  /** A JWT (HS256) naming the auth session, valid until `expiresAt`. */
  sign(claims: LoginClaims): Promise<string>;
  /** The claims of a token that this key signed and that has not expired at `now`; null for any other. */
  verify(token: string, now: number): Promise<LoginClaims | null>;
}

/** @param secretKey at least 32 characters */
export function createLoginTokens(secretKey: string): LoginTokens {
  const key = new TextEncoder().encode(secretKey);
  return {
    sign: ({ userId, authSessionId, issuedAt, expiresAt }) =>
      new SignJWT({ sid: authSessionId })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(userId)
        .setIssuedAt(Math.floor(issuedAt / 1000))
        .setExpirationTime(Math.floor(expiresAt / 1000))
        .sign(key),
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          typ: TYPE,
          requiredClaims: ["exp", "iat", "sub", "sid"],
          currentDate: new Date(now),
        });
        const { sub, sid, iat, exp } = payload;
        if (!sub || typeof sid !== "string" || !isUuid(sub) || !isUuid(sid) || !iat || !exp) return null;
        return { userId: sub, authSessionId: sid, issuedAt: iat * 1000, expiresAt: exp * 1000 };
      } catch {
        // The sender gets the same answer for every reason.
        return null;
      }
    },
  };
}

/** The unverified issue time of a token, epoch milliseconds; Infinity when it has none. */
export function issuedAt(token: string): number {
  try {
    return (decodeJwt(token).iat ?? Infinity) * 1000;
  } catch {
    return Infinity;
  }
}
