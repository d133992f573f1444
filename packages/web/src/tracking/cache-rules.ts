import type { Cache } from "@urql/exchange-graphcache";
import { type CacheRules, keyOf } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

export const trackingCacheRules: CacheRules = {
  updates: {
    Subscription: {
      workSessionChanged: (result, _args, cache) => linkActive(cache, result.workSessionChanged),
    },
    Mutation: {
      recordEvents: (result, _args, cache) => linkActive(cache, propertyOf(result.recordEvents, "session")),
      reopenWorkSession: (result, _args, cache) =>
        linkActive(cache, propertyOf(result.reopenWorkSession, "session")),
    },
  },
};

/** Updates `viewer.activeSession` to the latest answer, for the next time the app opens offline. */
function linkActive(cache: Cache, session: unknown): void {
  const viewer = cache.resolve("Query", "viewer");
  if (typeof viewer !== "string" || session === undefined) return;
  cache.link(
    viewer,
    "activeSession",
    propertyOf(session, "isActive") === true ? keyOf(cache, session) : null,
  );
}
