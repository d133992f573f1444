import type { Viewer } from "../../platform/viewer.ts";

/** The longest a credential is believed without being read again: a net below the notifications. */
const BELIEVED_MS = 30_000;
const MOST_ENTRIES = 10_000;

/** A credential that was found to hold. */
export interface KnownCredential {
  readonly viewer: Viewer;
  /** When it ends by itself, epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
}

/**
 * Remembers who credentials stand for, while every change of one is heard the moment it is committed
 * (channel `credential_changed`); otherwise it remembers nothing, and each request reads anew.
 */
export interface CredentialCache {
  /** What is known of a credential, else what `read` finds. @param secret the credential as presented */
  get(
    secret: string,
    now: number,
    read: () => Promise<KnownCredential | null>,
  ): Promise<KnownCredential | null>;
  /** Forgets everything that rests on a login, token or user with this id. */
  forget(id: string): void;
  forgetAll(): void;
}

interface Entry {
  readonly credential: KnownCredential;
  readonly until: number;
}

/** @param isHeard whether changes are heard at present */
export function createCredentialCache(isHeard: () => boolean): CredentialCache {
  const entries = new Map<string, Entry>();
  let changes = 0;
  return {
    async get(secret, now, read) {
      const entry = isHeard() ? entries.get(secret) : undefined;
      if (entry && entry.until > now) return entry.credential;
      entries.delete(secret);
      const before = changes;
      const credential = await read();
      // What was read may have changed since; then the notification came before the entry.
      if (!credential || !isHeard() || changes !== before) return credential;
      if (entries.size >= MOST_ENTRIES) entries.clear();
      entries.set(secret, {
        credential,
        until: Math.min(now + BELIEVED_MS, credential.expiresAt ?? Infinity),
      });
      return credential;
    },
    forget(id) {
      changes += 1;
      for (const [secret, { credential }] of entries) {
        const { userId, authSessionId, apiTokenId } = credential.viewer;
        if (id === userId || id === authSessionId || id === apiTokenId) entries.delete(secret);
      }
    },
    forgetAll() {
      changes += 1;
      entries.clear();
    },
  };
}
