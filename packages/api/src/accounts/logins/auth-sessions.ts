import type { AuthSession, Prisma, User } from "../../generated/prisma/client.ts";
import type { Context } from "../../platform/context.ts";
import { NotFound } from "../../platform/failures.ts";
import { newId } from "../../platform/ids.ts";
import { LONGEST_USER_AGENT, note } from "../administration/audit.ts";
import type { Login } from "../registration/guests.ts";
import { atOwnScreen } from "../users.ts";
import { createLoginTokens } from "./login-token.ts";

type Rows = Pick<Prisma.TransactionClient, "authSession">;

/** Creates a login for this client, and its token. Hand it out after the commit, with `takeOver`. */
export async function newLogin(context: Context, prisma: Rows, user: User): Promise<Login> {
  const { client, config, secretKey } = context;
  const now = context.now();
  const authSessionId = newId(now);
  const expiresAt = now + config.accessTokenMinutes * 60_000;
  await prisma.authSession.create({
    data: {
      id: authSessionId,
      userId: user.id,
      userAgent: client.userAgent.slice(0, LONGEST_USER_AGENT),
      address: client.address,
      createdAt: new Date(now),
      lastUsedAt: new Date(now),
      expiresAt: new Date(expiresAt),
    },
  });
  const claims = { userId: user.id, authSessionId, issuedAt: now, expiresAt };
  return { user, authSessionId, accessToken: await createLoginTokens(secretKey).sign(claims), expiresAt };
}

/** Ends a person's logins at once: all, or all but one. */
export async function endLogins(
  prisma: Rows,
  userId: string,
  now: number,
  except: string | null = null,
): Promise<void> {
  await prisma.authSession.updateMany({
    where: { userId, revokedAt: null, ...(except === null ? {} : { id: { not: except } }) },
    data: { revokedAt: new Date(now) },
  });
}

/** Ends one of the viewer's logins at once; does nothing if it has already ended. @throws NotFound */
export async function revokeLogin(context: Context, userId: string, id: string): Promise<AuthSession> {
  const { client, db } = context;
  const now = context.now();
  const { count } = await db.prisma.authSession.updateMany({
    where: { userId, id, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  const login = await db.prisma.authSession.findUnique({ where: { userId_id: { userId, id } } });
  if (!login) throw new NotFound("This login");
  if (count > 0) await note(db.prisma, userId, "LOGIN_REVOKED", client, now);
  context.forgetCredential(id);
  return login;
}

/** Ends all of the viewer's logins, including this one. Tokens stay valid. */
export async function logOutEverywhere(context: Context): Promise<void> {
  const { client, db } = context;
  const { user } = atOwnScreen(context);
  const now = context.now();
  await db.prisma.$transaction(async (transaction) => {
    await endLogins(transaction, user.id, now);
    await note(transaction, user.id, "LOGGED_OUT_EVERYWHERE", client, now);
  });
  context.forgetCredential(user.id);
  context.setCookie("session", null, 0);
}
