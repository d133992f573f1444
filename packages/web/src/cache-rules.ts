import { accountUpdates } from "./accounts/cache-rules.ts";
import { habitUpdates } from "./habits/cache-rules.ts";
import type { CacheRules } from "./lib/data/cache.ts";
import { taskUpdates } from "./tasks/cache-rules.ts";
import { trackingCacheRules } from "./tracking/cache-rules.ts";

/** The cache rules of all features. */
export const cacheRules: CacheRules = {
  updates: {
    Mutation: { ...accountUpdates, ...trackingCacheRules.updates.Mutation },
    Subscription: { ...trackingCacheRules.updates.Subscription, ...taskUpdates, ...habitUpdates },
  },
};
