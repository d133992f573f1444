import { type CacheRules, keyOf } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

/** What answers about accounts change in the cache. */
export const accountUpdates: CacheRules["updates"]["Mutation"] = {
  continueAsGuest: (result, _args, cache) => {
    const key = keyOf(cache, propertyOf(result.continueAsGuest, "user"));
    if (key) cache.link("Query", "viewer", key);
  },
};
