import type { Cache } from "@urql/exchange-graphcache";
import { type CacheRules, keyOf } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

export const trackingCacheRules: CacheRules = {
  updates: {
    Subscription: {
      workSessionChanged({ workSessionChanged: change }, _args, cache) {
        const session = propertyOf(change, "session");
        if (propertyOf(change, "kind") === "PRESENT" || propertyOf(session, "isActive") === true) {
          linkActive(cache, session);
        } else {
          const key = session ? keyOf(cache, session) : deletedKey(cache, change);
          unlinkActive(cache, key);
          if (!session && key) cache.invalidate(key);
        }
      },
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

/** The session is over or deleted: it is not the active one. */
function unlinkActive(cache: Cache, session: string | null): void {
  const viewer = cache.resolve("Query", "viewer");
  if (typeof viewer !== "string" || cache.resolve(viewer, "activeSession") !== session) return;
  cache.link(viewer, "activeSession", null);
}

function deletedKey(cache: Cache, change: unknown): string | null {
  const id = propertyOf(change, "deletedId");
  return typeof id === "string" ? cache.keyOfEntity({ __typename: "WorkSession", id }) : null;
}
