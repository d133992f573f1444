import type { Viewer } from "../../platform/viewer.ts";

/** How long a credential is cached at most: a safety net below the notifications. */
const BELIEVED_MS = 30_000;
const MOST_ENTRIES = 10_000;

/** A credential that was found to be valid. */
export interface KnownCredential {
  readonly viewer: Viewer;
  /** When it expires, epoch milliseconds; null: never. */
  readonly expiresAt: number | null;
}

/**
 * Caches the viewers of credentials while every change of a credential is notified as soon as it is committed (channel
 * `credential_changed`). Otherwise it caches nothing, and each request reads the database.
 */
export interface CredentialCache {
  /** The cached credential, or what `read` finds. @param secret the credential as presented */
  get(
    secret: string,
    now: number,
    read: () => Promise<KnownCredential | null>,
  ): Promise<KnownCredential | null>;
  /** Drops all entries of the login, token or user with this id. */
  forget(id: string): void;
  forgetAll(): void;
}

interface Entry {
  readonly credential: KnownCredential;
  readonly until: number;
}

/** @param isNotified whether notifications of changes currently arrive */
export function createCredentialCache(isNotified: () => boolean): CredentialCache {
  const entries = new Map<string, Entry>();
  let changes = 0;
  return {
    async get(secret, now, read) {
      const entry = isNotified() ? entries.get(secret) : undefined;
      if (entry && entry.until > now) return entry.credential;
      entries.delete(secret);
      const before = changes;
      const credential = await read();
      // A change during the read sends its notification before the entry exists, so the result is not cached.
      if (!credential || !isNotified() || changes !== before) return credential;
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
