import type { UpdateResolver } from "@urql/exchange-graphcache";
import { removeDeleted } from "../lib/data/cache.ts";
import { propertyOf } from "../lib/property-of.ts";

/** Removes deleted tasks from the cache. */
export const taskUpdates: Record<string, UpdateResolver> = {
  tasksChanged: ({ tasksChanged }, _args, cache) =>
    removeDeleted(cache, "Task", propertyOf(tasksChanged, "deletedId"), "tasks"),
};
