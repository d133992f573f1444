import type { Context } from "../../platform/context.ts";
import { viewerByLogin } from "../../platform/viewer.ts";
import { note } from "../administration/audit.ts";
import { continueGuest, createGuest, GUEST_LIFE_MS, type Login } from "../registration/guests.ts";
import { createLoginTokens, issuedAt } from "./login-token.ts";

/**
 * The guest of this browser: the one its cookie names, or a new one. Sets the cookie.
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
  await takeOver(context, login);
  return login;
}

/**
 * Sets the login's cookie, and ends the login whose cookie it replaces, since nobody could use or end that one from
 * here any more. From here on the login's user is the request's viewer, so the answer may show their data.
 */
export async function takeOver(context: Context, login: Login): Promise<void> {
  const { client, db, viewer } = context;
  const replaced = client.credential === "cookie" ? viewer : null;
  if (replaced?.authSessionId && replaced.authSessionId !== login.authSessionId) {
    await db.prisma.authSession.updateMany({
      where: { userId: replaced.userId, id: replaced.authSessionId, revokedAt: null },
      data: { revokedAt: new Date(context.now()) },
    });
    context.forgetCredential(replaced.authSessionId);
  }
  const seconds = (login.expiresAt - context.now()) / 1000;
  context.setCookie("session", login.accessToken, seconds);
  context.forgetCredential(login.user.id);
  // A guest's login ends when an account takes the guest's data.
  if (viewer) context.forgetCredential(viewer.userId);
  context.viewer = viewerByLogin(login.user, login.authSessionId, login.expiresAt);
}

/** The id of the guest who sends the request with a login; null for anybody else. */
export function guestOf({ viewer }: Context): string | null {
  return viewer?.kind === "GUEST" && viewer.authSessionId !== null ? viewer.userId : null;
}

const DAY = 24 * 3_600_000;
/** A registered user's login ends this long after its start, however often it is used. */
const LONGEST_LOGIN_MS = 90 * DAY;

/** A cookie is renewed at this age or at half its life, whichever comes first. */
const RENEWED_AFTER_MS = 3_600_000;

const shortest = (life: number) => Math.min(RENEWED_AFTER_MS, life / 2);

/**
 * Renews the cookie an hour after it was issued. So a guest is forgotten 30 days after the last use, not after the
 * first, and somebody who works every day logs in four times a year, not every morning.
 */
export async function renewLogin(context: Context): Promise<void> {
  const { viewer, client, config, db } = context;
  if (client.credential !== "cookie" || !viewer || viewer.authSessionId === null) return;
  const { authSessionId, kind, user, userId } = viewer;
  const cookie = context.cookie("session");
  const now = context.now();
  // Read without verification first, which nearly always shows that it is too early: this is on the hot path.
  if (!cookie || now - issuedAt(cookie) < shortest(config.accessTokenMinutes * 60_000)) return;
  const tokens = createLoginTokens(context.secretKey);
  const claims = await tokens.verify(cookie, now);
  const life = kind === "GUEST" ? GUEST_LIFE_MS : config.accessTokenMinutes * 60_000;
  if (!claims || now - claims.issuedAt < shortest(life)) return;
  const login = await db.prisma.authSession.findUnique({
    where: { userId_id: { userId, id: authSessionId } },
  });
  if (!login || login.revokedAt) return;
  const last = kind === "GUEST" ? Infinity : login.createdAt.getTime() + LONGEST_LOGIN_MS;
  const expiresAt = Math.min(now + life, last);
  if (expiresAt <= claims.expiresAt) return;
  await db.prisma.authSession.updateMany({
    where: { userId, id: authSessionId, revokedAt: null },
    data: { expiresAt: new Date(expiresAt), lastUsedAt: new Date(now) },
  });
  const accessToken = await tokens.sign({ userId: user.id, authSessionId, issuedAt: now, expiresAt });
  context.setCookie("session", accessToken, (expiresAt - now) / 1000);
  context.viewer = { ...viewer, expiresAt };
}

/** Ends the login of this request at once, and removes its cookie. */
export async function endLogin(context: Context): Promise<void> {
  const { viewer, client, db } = context;
  if (viewer?.authSessionId) {
    if (viewer.kind === "REGISTERED")
      await note(db.prisma, viewer.userId, "LOGGED_OUT", client, context.now());
    await db.prisma.authSession.updateMany({
      where: { userId: viewer.userId, id: viewer.authSessionId, revokedAt: null },
      data: { revokedAt: new Date(context.now()) },
    });
    context.forgetCredential(viewer.authSessionId);
  }
  context.setCookie("session", null, 0);
}
