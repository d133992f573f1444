import type { Configuration } from "./config/configuration.ts";
import type { RateLimit } from "./config/rate-limits.ts";
import { requestError } from "./errors.ts";

/** The state of a counter. `resetAt` is in epoch milliseconds. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  resetAt: number;
}

/** Counts per fixed window, in this process. */
export interface RateLimiter {
  /**
   * Consumes `count` from the key's window. Throws RATE_LIMITED with `retryAfterSeconds`, and consumes nothing, when
   * fewer remain.
   */
  take(limit: RateLimit, key: string, now: number, count?: number): void;
  /** The state of the key's window, without consuming anything. */
  state(limit: RateLimit, key: string, now: number): RateLimitState;
  /** Whether nothing is limited: RATE_LIMIT_FACTOR is 0. */
  readonly isUnlimited: boolean;
  /** The number of keys currently counted, for metrics. */
  readonly size: number;
}

/** The value of `limit` and `remaining` when RATE_LIMIT_FACTOR is 0: the largest GraphQL Int. */
const unlimited = 2 ** 31 - 1;
/** The number of keys at which expired windows are dropped for the first time. */
const firstSweep = 10_000;

/** A limiter with the configured limits, each multiplied by RATE_LIMIT_FACTOR (rounded up, at least 1). */
export function createRateLimiter(
  configuration: Pick<Configuration, "rateLimitFactor" | "rateLimits">,
): RateLimiter {
  const { rateLimitFactor: factor, rateLimits } = configuration;
  const most = ({ name }: RateLimit) => {
    const limit = rateLimits.get(name);
    if (limit === undefined) throw new RangeError(`No room declares the rate limit ${name}`);
    return factor === 0 ? unlimited : Math.min(unlimited, Math.ceil(limit * factor));
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
      if (window.used + count > most(limit)) {
        const retryAfterSeconds = Math.max(0.001, (window.resetAt - now) / 1000);
        const wait = Math.ceil(retryAfterSeconds);
        throw requestError(
          "RATE_LIMITED",
          `Too many requests. Try again in ${wait} ${wait === 1 ? "second" : "seconds"}.`,
          {
            httpStatus: 429,
            retryAfterSeconds,
          },
        );
      }
      window.used += count;
      windows.set(`${limit.name}:${key}`, window);
      if (windows.size >= sweepAt) {
        dropPassed(windows, now);
        // Twice what is left, so that the cost of a sweep is spread over as many new keys.
        sweepAt = Math.max(firstSweep, windows.size * 2);
      }
    },
    state(rule, key, now) {
      const limit = most(rule);
      const { used, resetAt } = windowOf(rule, key, now);
      return { limit, remaining: Math.max(0, limit - used), resetAt };
    },
    isUnlimited: factor === 0,
    get size() {
      return windows.size;
    },
  };
}

function dropPassed(windows: Map<string, { resetAt: number }>, now: number): void {
  for (const [key, { resetAt }] of windows) if (resetAt <= now) windows.delete(key);
}
