import { accountCacheRules } from "./accounts/cache-rules.ts";
import { trackingCacheRules } from "./tracking/cache-rules.ts";

/** The cache rules of all features. */
export const cacheRules = [accountCacheRules, trackingCacheRules];
