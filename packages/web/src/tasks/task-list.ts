import type { Accessor } from "solid-js";
import { TaskPageDocument, type TaskRowFragment } from "../generated/graphql.ts";
import { type FollowedPages, followPages } from "../lib/data/lists/follow-pages.ts";
import type { Page } from "../lib/data/lists/pages.ts";

/** For visitors without an account. */
const NO_TASKS: Page<TaskRowFragment> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** The filter of a list. */
export interface TaskChoice {
  readonly completed: boolean;
  /** Empty for all tasks. */
  readonly search: string;
}

export type TaskList = FollowedPages<TaskRowFragment>;

/** A person's tasks. @param choice the filter; null waits */
export function followTasks(choice: Accessor<TaskChoice | null>): TaskList {
  return followPages({
    document: TaskPageDocument,
    filter: choice,
    variables: ({ completed, search }, page) => ({ completed, search: search || null, ...page }),
    select: ({ viewer }) => viewer?.tasks ?? NO_TASKS,
    pageSize: 50,
    mostRows: 2000,
  });
}
