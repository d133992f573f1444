import { addressKey } from "./address-key.ts";
import { builder } from "./builder.ts";
import { MUTATIONS } from "./config/rate-limits.ts";
import type { RateLimitState } from "./rate-limit.ts";

interface RequestCost extends RateLimitState {
  cost: number;
}

const RateLimit = builder.objectRef<RequestCost>("RateLimit").implement({
  description:
    "How many mutation fields may still be sent in the current minute, counted by user, or by address for visitors.",
  fields: (t) => ({
    limit: t.exposeInt("limit", {
      description: "Mutation fields per minute. 2147483647 when the server sets no limit.",
    }),
    remaining: t.exposeInt("remaining", { description: "Mutation fields left until `resetAt`." }),
    resetAt: t.expose("resetAt", { type: "DateTime", description: "When `remaining` is `limit` again." }),
    cost: t.exposeInt("cost", {
      description:
        "The cost of this request: the number of fields it may resolve, counting each list entry. At most 10,000 by default.",
    }),
  }),
});

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
    description: "The rate limit of the sender of this request.",
    resolve: (_root, _args, { client, cost, now, rateLimiter, viewer }) => ({
      ...rateLimiter.state(MUTATIONS, viewer?.userId ?? addressKey(client.address), now()),
      cost,
    }),
  }),
}));
