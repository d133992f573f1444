import type { User } from "../../generated/prisma/client.ts";
import type { DatabaseHandle } from "../../platform/context.ts";
import { newId } from "../../platform/ids.ts";
import { LONGEST_USER_AGENT } from "../administration/audit.ts";
import type { LoginTokens } from "../logins/login-token.ts";

const DAY = 24 * 3_600_000;
/** A guest is forgotten this long after the last use. */
export const GUEST_LIFE_MS = 30 * DAY;

/** A login as it is handed out. Times in epoch milliseconds. */
export interface Login {
  readonly user: User;
  readonly authSessionId: string;
  readonly accessToken: string;
  readonly expiresAt: number;
}

/** The browser that logs in, for the list of logins. */
export interface LoginClient {
  readonly userAgent: string;
  readonly address: string;
}

/** Creates a guest and their login in one transaction. @param timezone an IANA name */
export async function createGuest(
  db: DatabaseHandle,
  tokens: LoginTokens,
  client: LoginClient,
  timezone: string,
  now: number,
): Promise<Login> {
  const authSessionId = newId(now);
  const expiresAt = now + GUEST_LIFE_MS;
  const user = await db.prisma.user.create({
    data: {
      id: newId(now),
      timezone,
      authSessions: {
        create: {
          id: authSessionId,
          userAgent: client.userAgent.slice(0, LONGEST_USER_AGENT),
          address: client.address,
          expiresAt: new Date(expiresAt),
        },
      },
    },
  });
  return issue(tokens, user, authSessionId, now, expiresAt);
}

/** Renews the login of an existing guest, with a token of full life. */
export async function continueGuest(
  db: DatabaseHandle,
  tokens: LoginTokens,
  userId: string,
  authSessionId: string,
  now: number,
): Promise<Login> {
  const expiresAt = now + GUEST_LIFE_MS;
  const [user] = await db.prisma.$transaction([
    db.prisma.user.findUniqueOrThrow({ where: { id: userId } }),
    db.prisma.authSession.update({
      where: { userId_id: { userId, id: authSessionId } },
      data: { expiresAt: new Date(expiresAt), lastUsedAt: new Date(now) },
    }),
  ]);
  return issue(tokens, user, authSessionId, now, expiresAt);
}

async function issue(
  tokens: LoginTokens,
  user: User,
  authSessionId: string,
  issuedAt: number,
  expiresAt: number,
): Promise<Login> {
  const accessToken = await tokens.sign({ userId: user.id, authSessionId, issuedAt, expiresAt });
  return { user, authSessionId, accessToken, expiresAt };
}
