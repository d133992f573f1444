import { type Cache, cacheExchange } from "@urql/exchange-graphcache";
import { possibleTypes, typesWithoutId } from "../../generated/graphql.ts";
import { propertyOf } from "../property-of.ts";
import { createSeenStorage } from "./seen-storage.ts";

/**
 * The normalised cache, stored in IndexedDB so that the app opens with the data it showed last. Objects without an
 * id are embedded in their parent.
 *
 * @param onReady called when the stored data has been read; an earlier query would miss it
 */
export function createCache(onReady: () => void) {
  const storage = createSeenStorage(onReady);
  return cacheExchange({
    ...(storage ? { storage } : {}),
    possibleTypes,
    keys: {
      ...Object.fromEntries(typesWithoutId.map((type) => [type, () => null])),
      // A running question already has the id that it keeps once closed; until then it is stored inside its session.
      CurrentQuestion: () => null,
      // There is one entry per day, whichever query reads it.
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

function keyOf(cache: Cache, entity: unknown): string | null {
  const typename = propertyOf(entity, "__typename");
  const id = propertyOf(entity, "id");
  if (typeof typename !== "string" || typeof id !== "string") return null;
  return cache.keyOfEntity({ __typename: typename, id });
}
