import { addressKey } from "./address-key.ts";
import { HOUR_MS, type RateLimit } from "./config/rate-limits.ts";
import type { Context } from "./context.ts";
import { QuotaExceeded } from "./failures.ts";
import type { Viewer } from "./viewer.ts";

// How much a person may store. It is counted as it is written, from the input, in statements that are written anyway;
// every night, those who have much are measured.

/** What a row takes besides its texts: its other columns, its indexes, the entries about it in log and outbox. */
export const ROW_BYTES = 1000;

/** Bytes that guests and visitors of one network address store, counted by each process. */
export const STRANGERS_BYTES: RateLimit = {
  name: "strangersBytes",
  variable: "STRANGERS_BYTES_PER_HOUR",
  usual: 20_000_000,
  windowMs: HOUR_MS,
};

/** About how much an input stores: its texts, and a row for each object in it. */
export function inputBytes(input: unknown): number {
  if (typeof input === "string") return Buffer.byteLength(input);
  if (typeof input !== "object" || input === null || input instanceof Date) return 0;
  const parts = Object.values(input).reduce((sum: number, part) => sum + inputBytes(part), 0);
  return Array.isArray(input) ? parts : parts + ROW_BYTES;
}

/**
 * Notes about how much a mutation is going to store, before anything is stored. One that names a thing by its `id` makes
 * no new row, and one without texts, such as a deletion, stores nothing: nobody must be kept from making room.
 *
 * @param stores false: the mutation never stores anything
 * @throws RATE_LIMITED for the strangers of one network
 */
export function expectToStore(context: Context, input: object, stores: boolean): void {
  const { client, rateLimiter, viewer } = context;
  const { id, ...rest } = input as { readonly id?: unknown };
  const bytes = inputBytes(rest) - (id === undefined ? 0 : ROW_BYTES);
  context.storing = stores ? bytes : 0;
  if (viewer?.kind !== "REGISTERED") {
    const bytes = Math.max(context.storing, ROW_BYTES);
    rateLimiter.take(STRANGERS_BYTES, addressKey(client.address), context.now(), bytes);
  }
}

/** What one change may store. */
export interface Storing {
  /** What it is going to store, roughly; 0: it is never refused. */
  readonly bytes: number;
  /** What the person may have stored at most. */
  readonly most: number;
}

/** What the viewer's change may store. */
export function storingOf({ config, storing, viewer }: Context & { readonly viewer: Viewer }): Storing {
  const { guestBytes, userBytes } = config.limits;
  return { bytes: storing, most: viewer.kind === "GUEST" ? guestBytes : userBytes };
}

/** @param stored with what is going to be stored. @throws QuotaExceeded when it is more than the person may store */
export function refuseBeyond({ bytes, most }: Storing, stored: number): void {
  if (bytes > 0 && stored > most) throw new QuotaExceeded(most);
}
