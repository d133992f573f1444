import { accountUpdates } from "./accounts/cache-rules.ts";
import type { CacheRules } from "./lib/data/cache.ts";
import { trackingCacheRules } from "./tracking/cache-rules.ts";

/** The cache rules of all features. */
export const cacheRules: CacheRules = {
  updates: {
    Mutation: { ...accountUpdates, ...trackingCacheRules.updates.Mutation },
    Subscription: trackingCacheRules.updates.Subscription,
  },
};
