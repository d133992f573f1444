import { GraphQLError } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aTestDatabase, type TestDatabase } from "../testing/database.ts";
import { readConfiguration } from "./config/configuration.ts";
import { HOUR_MS, MUTATIONS, type RateLimit } from "./config/rate-limits.ts";
import { createRateLimiter } from "./rate-limit.ts";

const RARE: RateLimit = { name: "rare", variable: "RARE_PER_HOUR", usual: 30, windowMs: HOUR_MS };

let db: TestDatabase;
beforeAll(async () => {
  db = await aTestDatabase();
});
afterAll(() => db.close());

const limiter = (variables: Record<string, string> = {}, pool = db.pool) =>
  createRateLimiter(
    readConfiguration(variables, { isRoot: false, projectDirectory: "/project" }, [MUTATIONS, RARE]),
    pool,
  );

it("refuses a user's 1,201st mutation in a minute, and starts again in the next minute", () => {
  const limits = limiter();
  for (let i = 0; i < 1200; i++) limits.take(MUTATIONS, "ada", i);
  limits.take(MUTATIONS, "bob", 1500);
  expect(limits.state(MUTATIONS, "ada", 1500)).toEqual({
    limit: 1200,
    used: 1200,
    remaining: 0,
    resetAt: 60_000,
  });
  try {
    limits.take(MUTATIONS, "ada", 1500);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error).toMatchObject({ extensions: { code: "RATE_LIMITED", retryAfterSeconds: 58.5 } });
  }
  limits.take(MUTATIONS, "ada", 60_000);
  expect(limits.state(MUTATIONS, "ada", 60_000)).toMatchObject({
    used: 1,
    remaining: 1199,
    resetAt: 120_000,
  });
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
  expect(off.state(MUTATIONS, "ada", 0)).toEqual({ limit: null, used: 0, remaining: null, resetAt: 60_000 });
});

it("drops windows that have passed, so that strangers cannot fill the memory", () => {
  const limits = limiter();
  for (let i = 0; i < 25_000; i++) limits.take(RARE, `address ${i}`, i * 1_000_000);
  expect(limits.size).toBeLessThanOrEqual(10_000);
});

it("counts what all processes share once, however many ask at the same moment", async () => {
  const processes = [limiter({ RARE_PER_HOUR: "10" }), limiter({ RARE_PER_HOUR: "10" })];
  const asked = Array.from({ length: 30 }, (_, index) => processes[index % 2]?.takeShared(RARE, "ada"));
  const answers = await Promise.allSettled(asked);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const refused = answers.find((answer) => answer.status === "rejected");
  expect(refused?.reason).toMatchObject({ extensions: { code: "RATE_LIMITED" } });
  expect(refused?.reason.extensions.retryAfterSeconds).toBeGreaterThan(3500);
  await processes[0]?.takeShared(RARE, "bob");
  await db.pool.query("UPDATE rate_counts SET reset_at = now() - interval '1 second'");
  await processes[1]?.takeShared(RARE, "ada");
});
