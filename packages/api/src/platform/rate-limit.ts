import type { Pool } from "pg";
import type { Purge } from "./changes/purge.ts";
import type { Configuration } from "./config/configuration.ts";
import type { RateLimit } from "./config/rate-limits.ts";
import { requestError } from "./errors.ts";

/** The state of a counter. */
export interface RateLimitState {
  /** Null: no limit, and nothing is counted. */
  limit: number | null;
  used: number;
  /** Null: no limit. */
  remaining: number | null;
  /** Epoch milliseconds. */
  resetAt: number;
}

/** Counts per fixed window. */
export interface RateLimiter {
  /**
   * Consumes `count` from the key's window in this process: for what happens so often that a statement would cost more
   * than it protects. Several processes allow several times as much. Throws RATE_LIMITED with `retryAfterSeconds`, and
   * consumes nothing, when fewer remain.
   */
  take(limit: RateLimit, key: string, now: number, count?: number): void;
  /** Consumes one from the key's window of all processes, in one statement. Rejects like `take`. */
  takeShared(limit: RateLimit, key: string): Promise<void>;
  /** The state of the key's window in this process, without consuming anything. */
  state(limit: RateLimit, key: string, now: number): RateLimitState;
  /** The number of keys currently counted, for metrics. */
  readonly size: number;
}

/** No limit is higher than the largest GraphQL Int. */
const HIGHEST = 2 ** 31 - 1;
/** The number of keys at which expired windows are dropped for the first time. */
const firstSweep = 10_000;

/** A limiter with the configured limits, each multiplied by RATE_LIMIT_FACTOR (rounded up, at least 1). */
export function createRateLimiter(
  configuration: Pick<Configuration, "rateLimitFactor" | "rateLimits">,
  pool: Pool,
): RateLimiter {
  const { rateLimitFactor: factor, rateLimits } = configuration;
  const most = ({ name }: RateLimit) => {
    const limit = rateLimits.get(name);
    if (limit === undefined) throw new RangeError(`No room declares the rate limit ${name}`);
    return Math.min(HIGHEST, Math.ceil(limit * factor));
  };
  const windows = new Map<string, { used: number; resetAt: number }>();
  let sweepAt = firstSweep;

  const windowOf = ({ name, windowMs }: RateLimit, key: string, now: number) => {
    const present = windows.get(`${name}:${key}`);
    if (present !== undefined && present.resetAt > now) return present;
    return { used: 0, resetAt: now + windowMs };
  };

  return {
    take(limit, key, now, count = 1) {
      if (factor === 0) return;
      const window = windowOf(limit, key, now);
      if (window.used + count > most(limit)) throw rateLimited(window.resetAt - now);
      window.used += count;
      windows.set(`${limit.name}:${key}`, window);
      if (windows.size >= sweepAt) {
        dropPassed(windows, now);
        // Twice what is left, so that the cost of a sweep is spread over as many new keys.
        sweepAt = Math.max(firstSweep, windows.size * 2);
      }
    },
    async takeShared(limit, key) {
      if (factor === 0) return;
      const wait = await takeFromAll(pool, `${limit.name}:${key}`, most(limit), limit.windowMs);
      if (wait !== null) throw rateLimited(wait);
    },
    state(rule, key, now) {
      const { used, resetAt } = windowOf(rule, key, now);
      if (factor === 0) return { limit: null, used, remaining: null, resetAt };
      const limit = most(rule);
      return { limit, used, remaining: Math.max(0, limit - used), resetAt };
    },
    get size() {
      return windows.size;
    },
  };
}

function rateLimited(waitMs: number) {
  const retryAfterSeconds = Math.max(0.001, waitMs / 1000);
  const wait = Math.ceil(retryAfterSeconds);
  return requestError(
    "RATE_LIMITED",
    `Too many requests. Try again in ${wait} ${wait === 1 ? "second" : "seconds"}.`,
    { httpStatus: 429, retryAfterSeconds },
  );
}

/**
 * Counts one in a window that all processes share, by the database's clock.
 *
 * @returns null when it was counted; when the window is full, the milliseconds until it ends, and nothing was counted
 */
export async function takeFromAll(
  pool: Pool,
  key: string,
  most: number,
  windowMs: number,
): Promise<number | null> {
  const { rows } = await pool.query<{ taken: boolean; wait: number }>({
    name: "rate-count",
    // The upsert changes no row when the window is full; only then is the row read for its end.
    text: `WITH taken AS (
        INSERT INTO rate_counts AS r (key, used, reset_at) VALUES ($1, 1, now() + make_interval(secs => $3))
        ON CONFLICT (key) DO UPDATE SET
          used = CASE WHEN r.reset_at <= now() THEN 1 ELSE r.used + 1 END,
          reset_at = CASE WHEN r.reset_at <= now() THEN excluded.reset_at ELSE r.reset_at END
          WHERE r.reset_at <= now() OR r.used < $2
        RETURNING true)
      SELECT EXISTS (SELECT FROM taken) AS taken, greatest(1, coalesce(extract(epoch FROM
        (SELECT reset_at FROM rate_counts WHERE key = $1) - now()) * 1000, 1))::float8 AS wait`,
    values: [key, most, windowMs / 1000],
  });
  const [row] = rows;
  return row === undefined || row.taken ? null : row.wait;
}

/** Shared windows that have passed. */
export const PASSED_COUNTS: Purge = {
  name: "rate counts",
  table: "rate_counts",
  age: "reset_at",
  days: 0,
  hourly: true,
};

function dropPassed(windows: Map<string, { resetAt: number }>, now: number): void {
  for (const [key, { resetAt }] of windows) if (resetAt <= now) windows.delete(key);
}
