import { normalisedPassword } from "@pacekeeper/domain/accounts/password-policy";
import argon2 from "argon2";
import { createBoundedQueue } from "./bounded-queue.ts";

/** OWASP's second choice: 19 MiB, two passes, one lane; about 15 ms of one core. */
const PARAMETERS = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** More at once would occupy the threads that everything else needs. */
const AT_ONCE = 2;
/** Requests beyond this queue length are refused as `Busy`: it is a second's work for the two slots. */
const MOST_WAITING = 100;
/** Verified when there is no hash, so that an unknown account takes the same time. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$cGFjZWtlZXBlci1ub2JvZHk$Qm3C2uE1r4x2L9o1vJ0yQm3C2uE1r4x2L9o1vJ0yQm0";

/** Hashes and verifies passwords with Argon2id, a bounded number at once. All reject with `Busy` when too many wait. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Whether the password matches the hash; always false, and just as slow, without a hash. */
  verify(hash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with outdated parameters. */
  isOutdated(hash: string): boolean;
}

export function createPasswordHasher(): PasswordHasher {
  const bounded = createBoundedQueue(AT_ONCE, MOST_WAITING);
  return {
    hash: (password) => bounded(() => argon2.hash(normalisedPassword(password), PARAMETERS)),
    verify: (hash, password) =>
      bounded(async () => {
        const matches = await argon2.verify(hash ?? NOBODYS_HASH, normalisedPassword(password));
        return matches && hash !== null;
      }),
    isOutdated: (hash) => argon2.needsRehash(hash, PARAMETERS),
  };
}

/** One per process: the bound is the process's share of the machine. */
export const passwordHasher = createPasswordHasher();
