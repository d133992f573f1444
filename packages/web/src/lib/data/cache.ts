import { type Cache, cacheExchange } from "@urql/exchange-graphcache";
import { possibleTypes, typesWithoutId } from "../../generated/graphql.ts";
import { propertyOf } from "../property-of.ts";
import { createSeenStorage } from "./seen-storage.ts";

/**
 * The normalised cache, kept in IndexedDB so that the app opens with what was seen last. What has no id belongs to
 * what holds it.
 *
 * @param onReady when what was kept is in it: a query before that would miss it
 */
export function createCache(onReady: () => void) {
  const storage = createSeenStorage(onReady);
  return cacheExchange({
    ...(storage ? { storage } : {}),
    possibleTypes,
    keys: {
      ...Object.fromEntries(typesWithoutId.map((type) => [type, () => null])),
      // Its id is that of the question it will be once it is closed; until then it is its session's.
      CurrentQuestion: () => null,
      // A day is one, wherever it is asked for.
      DaySummary: (day) => (typeof day.date === "string" ? day.date : null),
    },
    updates: {
      Subscription: {
        workSessionChanged: (result, _args, cache) => linkActive(cache, result.workSessionChanged),
      },
      Mutation: {
        recordEvents: (result, _args, cache) => linkActive(cache, propertyOf(result.recordEvents, "session")),
        reopenWorkSession: (result, _args, cache) =>
          linkActive(cache, propertyOf(result.reopenWorkSession, "session")),
        continueAsGuest: (result, _args, cache) => {
          const user = propertyOf(result.continueAsGuest, "user");
          const key = keyOf(cache, user);
          if (key) cache.link("Query", "viewer", key);
        },
      },
    },
  });
}

/** Keeps `viewer.activeSession` what the last answer said, for the next time the app opens offline. */
function linkActive(cache: Cache, session: unknown): void {
  const viewer = cache.resolve("Query", "viewer");
  if (typeof viewer !== "string" || session === undefined) return;
  cache.link(
    viewer,
    "activeSession",
    propertyOf(session, "isActive") === true ? keyOf(cache, session) : null,
  );
}

function keyOf(cache: Cache, entity: unknown): string | null {
  const typename = propertyOf(entity, "__typename");
  const id = propertyOf(entity, "id");
  if (typeof typename !== "string" || typeof id !== "string") return null;
  return cache.keyOfEntity({ __typename: typename, id });
}
