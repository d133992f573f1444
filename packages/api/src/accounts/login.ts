import type { Context } from "../platform/context.ts";
import { viewerByLogin } from "../platform/viewer.ts";
import { continueGuest, createGuest, GUEST_LIFE_MS, type Login } from "./guests.ts";
import { createLoginTokens } from "./login-token.ts";

/**
 * The guest of this browser: the one its cookie names, else a new one. Sets the cookie.
 *
 * @param timezone an IANA name for a new guest
 */
export async function guestLogin(context: Context, timezone: string): Promise<Login> {
  const { viewer, db, client } = context;
  const now = context.now();
  const tokens = createLoginTokens(context.secretKey);
  const login =
    viewer?.kind === "GUEST" && viewer.authSessionId !== null
      ? await continueGuest(db, tokens, viewer.userId, viewer.authSessionId, now)
      : await createGuest(db, tokens, client, timezone, now);
  takeOver(context, login);
  return login;
}

/** Gives the login's cookie. From here on the request is theirs, so that the answer may show what they have. */
export function takeOver(context: Context, login: Login): void {
  const seconds = (login.expiresAt - context.now()) / 1000;
  context.setCookie("session", login.accessToken, seconds);
  context.forgetCredential(login.user.id);
  context.viewer = viewerByLogin(login.user, login.authSessionId);
}

/**
 * Issues the cookie of a guest anew after half its life, so that they are forgotten 30 days after the last
 * use and not after the first.
 */
export async function renewedLogin(context: Context): Promise<void> {
  const { viewer, client } = context;
  if (client.credential !== "cookie" || viewer?.kind !== "GUEST" || viewer.authSessionId === null) return;
  const cookie = context.cookie("session");
  const tokens = createLoginTokens(context.secretKey);
  const now = context.now();
  const claims = cookie ? await tokens.verify(cookie, now) : null;
  if (!claims || claims.expiresAt - now > GUEST_LIFE_MS / 2) return;
  const login = await continueGuest(context.db, tokens, viewer.userId, viewer.authSessionId, now);
  context.setCookie("session", login.accessToken, (login.expiresAt - now) / 1000);
}

/** Ends the login that asks, at once, and removes its cookie. */
export async function endLogin(context: Context): Promise<void> {
  const { viewer, db } = context;
  if (viewer?.authSessionId) {
    await db.prisma.authSession.updateMany({
      where: { userId: viewer.userId, id: viewer.authSessionId, revokedAt: null },
      data: { revokedAt: new Date(context.now()) },
    });
    context.forgetCredential(viewer.authSessionId);
  }
  context.setCookie("session", null, 0);
}
