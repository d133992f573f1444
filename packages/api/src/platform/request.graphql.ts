import { addressKey } from "./address-key.ts";
import { builder } from "./builder.ts";
import { MUTATIONS } from "./config/rate-limits.ts";
import type { RateLimitState } from "./rate-limit.ts";

interface RequestCost extends RateLimitState {
  cost: number;
}

const RateLimit = builder.objectRef<RequestCost>("RateLimit").implement({
  description:
    "How many mutation fields may still be sent in the present minute: by the user, or for a visitor by the address.",
  fields: (t) => ({
    limit: t.exposeInt("limit", {
      description: "Mutation fields a minute. 2147483647 where the server sets no limit.",
    }),
    remaining: t.exposeInt("remaining", { description: "Those left until `resetAt`." }),
    resetAt: t.expose("resetAt", { type: "DateTime", description: "When `remaining` is `limit` again." }),
    cost: t.exposeInt("cost", {
      description:
        "What this request costs: the fields it may resolve, lists by their entries. At most 10,000 as a rule.",
    }),
  }),
});

builder.queryFields((t) => ({
  serverTime: t.field({
    type: "DateTime",
    description: "The server's clock. What ticks is derived from it, never from the device's clock alone.",
    resolve: (_root, _args, { now }) => now(),
  }),
  csrfToken: t.string({
    description:
      "Goes into the header `x-csrf-token` of every mutation that rests on a cookie. Valid as long as the login.",
    resolve: (_root, _args, { csrfToken, viewer }) => csrfToken(viewer?.authSessionId ?? null),
  }),
  rateLimit: t.field({
    type: RateLimit,
    description: "Where the sender of this request stands.",
    resolve: (_root, _args, { client, cost, now, rateLimiter, viewer }) => ({
      ...rateLimiter.state(MUTATIONS, viewer?.userId ?? addressKey(client.address), now()),
      cost,
    }),
  }),
}));
