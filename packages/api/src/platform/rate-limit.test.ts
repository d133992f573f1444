import { GraphQLError } from "graphql";
import { expect, it } from "vitest";
import { readConfiguration } from "./config/configuration.ts";
import { HOUR_MS, MUTATIONS, type RateLimit } from "./config/rate-limits.ts";
import { createRateLimiter } from "./rate-limit.ts";

const RARE: RateLimit = { name: "rare", variable: "RARE_PER_HOUR", usual: 30, windowMs: HOUR_MS };

const limiter = (variables: Record<string, string> = {}) =>
  createRateLimiter(
    readConfiguration(variables, { isRoot: false, projectDirectory: "/project" }, [MUTATIONS, RARE]),
  );

it("refuses a user's 1,201st mutation in a minute, and starts again in the next minute", () => {
  const limits = limiter();
  for (let i = 0; i < 1200; i++) limits.take(MUTATIONS, "ada", i);
  limits.take(MUTATIONS, "bob", 1500);
  expect(limits.state(MUTATIONS, "ada", 1500)).toEqual({ limit: 1200, remaining: 0, resetAt: 60_000 });
  try {
    limits.take(MUTATIONS, "ada", 1500);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error).toMatchObject({ extensions: { code: "RATE_LIMITED", retryAfterSeconds: 58.5 } });
  }
  limits.take(MUTATIONS, "ada", 60_000);
  expect(limits.state(MUTATIONS, "ada", 60_000)).toMatchObject({ remaining: 1199, resetAt: 120_000 });
});

it("takes nothing when it refuses", () => {
  const limits = limiter({ MUTATIONS_PER_MINUTE: "10" });
  limits.take(MUTATIONS, "ada", 0, 8);
  expect(() => limits.take(MUTATIONS, "ada", 0, 3)).toThrow(/Too many requests/);
  limits.take(MUTATIONS, "ada", 0, 2);
});

it("multiplies every limit by the factor, and counts nothing at 0", () => {
  expect(limiter({ RATE_LIMIT_FACTOR: "0.5" }).state(MUTATIONS, "::1", 0).limit).toBe(600);
  expect(limiter({ RATE_LIMIT_FACTOR: "0.001" }).state(RARE, "::1", 0).limit).toBe(1);
  const off = limiter({ RATE_LIMIT_FACTOR: "0" });
  for (let i = 0; i < 5000; i++) off.take(MUTATIONS, "ada", 0);
  expect(off.size).toBe(0);
});

it("drops windows that have passed, so that strangers cannot fill the memory", () => {
  const limits = limiter();
  for (let i = 0; i < 25_000; i++) limits.take(RARE, `address ${i}`, i * 1_000_000);
  expect(limits.size).toBeLessThanOrEqual(10_000);
});
