import { type Cache, cacheExchange, type UpdateResolver } from "@urql/exchange-graphcache";
import { possibleTypes, typesWithoutId } from "../../generated/graphql.ts";
import { propertyOf } from "../property-of.ts";
import { createSeenStorage } from "./seen-storage.ts";

/** The features' rules for the cache. */
export interface CacheRules {
  /** What answers change beyond the entities that they contain. */
  readonly updates: Readonly<Record<"Mutation" | "Subscription", Record<string, UpdateResolver>>>;
}

/**
 * The normalised cache, stored in IndexedDB so that the app opens with the data it showed last. Objects without an
 * id are embedded in their parent.
 *
 * @param onReady called when the stored data has been read; an earlier query would miss it
 */
export function createCache({ updates }: CacheRules, onReady: () => void) {
  const storage = createSeenStorage(onReady);
  return cacheExchange({
    ...(storage ? { storage } : {}),
    possibleTypes,
    keys: Object.fromEntries(typesWithoutId.map((type) => [type, () => null])),
    updates,
  });
}

/** The cache's key of an entity in an answer; null if it has no id. */
export function keyOf(cache: Cache, entity: unknown): string | null {
  const typename = propertyOf(entity, "__typename");
  const id = propertyOf(entity, "id");
  if (typeof typename !== "string" || typeof id !== "string") return null;
  return cache.keyOfEntity({ __typename: typename, id });
}

/**
 * Removes a deleted entity from the cache, and from the viewer's lists there.
 *
 * @param id undefined or null: nothing was deleted
 * @param list the field of the viewer that lists such entities, whatever its arguments
 */
export function removeDeleted(cache: Cache, __typename: string, id: unknown, list: string): void {
  if (typeof id !== "string") return;
  const deleted = cache.keyOfEntity({ __typename, id });
  const viewer = cache.resolve("Query", "viewer");
  if (typeof viewer === "string") {
    for (const { fieldKey, fieldName } of cache.inspectFields(viewer)) {
      const connection = fieldName === list ? cache.resolve(viewer, fieldKey) : null;
      if (typeof connection !== "string") continue;
      const nodes = cache.resolve(connection, "nodes");
      // Null entries stand for nothing in a list of nodes.
      if (Array.isArray(nodes))
        cache.link(
          connection,
          "nodes",
          nodes.filter((node) => node !== deleted),
        );
    }
  }
  if (deleted) cache.invalidate(deleted);
}
