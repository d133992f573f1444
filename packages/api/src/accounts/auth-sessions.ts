import type { Prisma, User } from "../generated/prisma/client.ts";
import type { Context } from "../platform/context.ts";
import { newId } from "../platform/ids.ts";
import { LONGEST_USER_AGENT } from "./audit.ts";
import type { Login } from "./guests.ts";
import { createLoginTokens } from "./login-token.ts";

/** Makes a login of this client, and its token; to be given out after the commit, by `giveLogin`. */
export async function newLogin(
  context: Context,
  prisma: Pick<Prisma.TransactionClient, "authSession">,
  user: User,
): Promise<Login> {
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

/** Ends logins of a person at once: all, or all but one. */
export async function endLogins(
  prisma: Pick<Prisma.TransactionClient, "authSession">,
  userId: string,
  now: number,
  except: string | null = null,
): Promise<void> {
  await prisma.authSession.updateMany({
    where: { userId, revokedAt: null, ...(except === null ? {} : { id: { not: except } }) },
    data: { revokedAt: new Date(now) },
  });
}
