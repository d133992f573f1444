import type { UpdateResolver } from "@urql/exchange-graphcache";
import { removeDeleted } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

/** Removes deleted habits from the cache. */
export const habitUpdates: Record<string, UpdateResolver> = {
  habitsChanged: ({ habitsChanged }, _args, cache) =>
    removeDeleted(cache, "Habit", propertyOf(habitsChanged, "deletedId"), "habits"),
};
