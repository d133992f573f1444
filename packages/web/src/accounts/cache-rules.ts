import { type CacheRules, keyOf } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

export const accountCacheRules: CacheRules = {
  updates: {
    Subscription: {},
    Mutation: {
      continueAsGuest: (result, _args, cache) => {
        const key = keyOf(cache, propertyOf(result.continueAsGuest, "user"));
        if (key) cache.link("Query", "viewer", key);
      },
    },
  },
};
