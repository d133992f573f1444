import { z } from "zod";
import { builder } from "../platform/builder.ts";
import { deleted, updatedSince } from "../platform/paging/filters.graphql.ts";
import { newestFirst } from "../platform/paging/listing.ts";
import { bothWays, changeOrders, ordersOf } from "../platform/paging/orders.graphql.ts";
import { searchRule } from "./task-input.ts";
import { TASKS } from "./task-lists.ts";

/**
 * What a search costs besides its page, and as much as a large query: it reads all of a person's texts, however few
 * tasks it finds.
 */
export const SEARCH_COST = 500;

export const TaskFilter = builder.inputType("TaskFilter", {
  description: "Which tasks; each given field narrows the list.",
  validate: z.looseObject({ search: searchRule.nullish() }),
  fields: (t) => ({
    completed: t.boolean({ description: "True: only completed ones; false: only open ones." }),
    search: t.string({
      description:
        "Only tasks whose title or description contains this, ignoring case; at most 200 characters.",
    }),
    updatedSince: updatedSince(t),
    deleted: deleted(t, "tasks"),
  }),
});

export const TASK_ORDER = ordersOf("TaskOrder", {
  POSITION: {
    description: "The open ones in their order, then the completed ones, the latest first.",
    listing: TASKS,
  },
  ...bothWays("CREATED_AT", newestFirst("tasks by creation"), "The newest first.", "The oldest first."),
  ...changeOrders("tasks"),
});
