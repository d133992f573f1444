import { addressKey } from "./address-key.ts";
import { builder } from "./builder.ts";
import { MUTATIONS, type RateLimit as RateLimitRule, READS } from "./config/rate-limits.ts";
import type { Context } from "./context.ts";
import type { RateLimitState } from "./rate-limit.ts";

const RateBudget = builder.objectRef<RateLimitState>("RateBudget").implement({
  description: "What a sender may do within a minute, and how much of it is used.",
  fields: (t) => ({
    limit: t.exposeInt("limit", {
      nullable: true,
      description: "In a minute; null: the server sets no limit.",
    }),
    used: t.exposeInt("used", { description: "Since the minute began; 0 without a limit." }),
    remaining: t.exposeInt("remaining", {
      nullable: true,
      description: "What is left until `resetAt`; null without a limit.",
    }),
    resetAt: t.expose("resetAt", { type: "DateTime", description: "When `used` is 0 again." }),
  }),
});

const RateLimit = builder.objectRef<Context>("RateLimit").implement({
  description:
    "What this request costs, and the budgets of its sender: of a user, or of an address for visitors. Each server process counts by itself.",
  fields: (t) => ({
    cost: t.exposeInt("cost", {
      description: "The cost of this request: the number of fields it may resolve, counting each list entry.",
    }),
    costLimit: t.int({
      description: "The highest cost of a request; 10,000 by default.",
      resolve: ({ config }) => config.limits.queryCost,
    }),
    mutations: t.field({
      type: RateBudget,
      description: "Counts mutation fields.",
      resolve: (context) => budgetOf(MUTATIONS, context),
    }),
    queries: t.field({
      type: RateBudget,
      description: "Counts the cost of queries and subscriptions, this one's included.",
      resolve: (context) => budgetOf(READS, context),
    }),
  }),
});

function budgetOf(limit: RateLimitRule, { client, now, rateLimiter, viewer }: Context): RateLimitState {
  return rateLimiter.state(limit, viewer?.userId ?? addressKey(client.address), now());
}

builder.queryFields((t) => ({
  serverTime: t.field({
    type: "DateTime",
    description:
      "The server's clock. Clients derive running times from it, never from the device's clock alone.",
    resolve: (_root, _args, { now }) => now(),
  }),
  csrfToken: t.string({
    description:
      "The value of the header `x-csrf-token`, which every mutation authenticated by a cookie needs. Valid as long as the login.",
    resolve: (_root, _args, { csrfToken, viewer }) => csrfToken(viewer?.authSessionId ?? null),
  }),
  rateLimit: t.field({
    type: RateLimit,
    description: "What this request costs, and what its sender may still do.",
    resolve: (_root, _args, context) => context,
  }),
}));
