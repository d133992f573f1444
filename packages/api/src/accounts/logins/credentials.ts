import type { DatabaseHandle } from "../../platform/context.ts";
import { listenTo } from "../../platform/database/notifications.ts";
import type { IsAllowedOrigin } from "../../platform/http/cors.ts";
import type { Log } from "../../platform/log.ts";
import type { Authenticate } from "../../platform/viewer.ts";
import { isTokenOrigin } from "../tokens/api-tokens.ts";
import { createAuthenticate } from "./authenticate.ts";
import { createCredentialCache } from "./credential-cache.ts";
import { closeSocketsOf, type SocketCloser } from "./ended-credentials.ts";
import { createLoginTokens } from "./login-token.ts";

/** How a server checks credentials. */
export interface Credentials {
  readonly authenticate: Authenticate;
  readonly forgetCredential: (id: string) => void;
  readonly isAllowedOrigin: IsAllowedOrigin;
  /** Listens for credentials that end, in any process, and closes their sockets. */
  watch(server: SocketCloser): { stop(): Promise<void> };
}

export interface CredentialsOptions {
  readonly db: DatabaseHandle & { readonly url: string };
  readonly secretKey: string;
  readonly log: Log;
  /** The server's clock, epoch milliseconds. */
  readonly now: () => number;
}

/** Checks a process's logins and tokens, and caches them for as long as it is notified of every change. */
export function createCredentials({ db, log, now, secretKey }: CredentialsOptions): Credentials {
  let isNotified = () => false;
  const cache = createCredentialCache(() => isNotified());
  return {
    authenticate: createAuthenticate(db.pool, createLoginTokens(secretKey), cache, now),
    forgetCredential: cache.forget,
    isAllowedOrigin: (origin) => isTokenOrigin(db, origin, now()),
    watch(server) {
      const notifications = listenTo(
        db.url,
        "credential_changed",
        {
          onNotification(id) {
            cache.forget(id);
            closeSocketsOf(db.pool, server, id).catch((error: unknown) =>
              log.error({ err: error }, "Closing sockets failed"),
            );
          },
          onLost: cache.forgetAll,
        },
        log,
      );
      isNotified = () => notifications.live;
      return notifications;
    },
  };
}
