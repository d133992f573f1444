import type { Accessor } from "solid-js";
import { type RunRowFragment, TaskHistoryDocument, type TaskHistoryQuery } from "../../generated/graphql.ts";
import { type FollowedPages, followPages } from "../../lib/data/lists/follow-pages.ts";
import { followQuery } from "../../lib/data/query.ts";
import type { Fault } from "../../lib/data/result.ts";

const PAGE_SIZE = 20;
const GONE: Fault = { kind: "refused", words: "This task no longer exists.", retryAfterMs: null };

type History = Extract<NonNullable<TaskHistoryQuery["node"]>, { readonly runs: unknown }>;

/** Follows a task, undefined while it is unknown, and every run of its timer, latest first. */
export function followHistory(id: Accessor<string>): {
  readonly task: Accessor<History | undefined>;
  readonly runs: FollowedPages<RunRowFragment>;
} {
  // The first page is the same request, which is sent once.
  const query = followQuery(TaskHistoryDocument, () => ({ id: id(), first: PAGE_SIZE, after: null }));
  const runs = followPages({
    document: TaskHistoryDocument,
    filter: id,
    variables: (task, page) => ({ id: task, ...page }),
    select: (data) => historyIn(data)?.runs ?? GONE,
    pageSize: PAGE_SIZE,
  });
  return { task: () => query.data && historyIn(query.data), runs };
}

function historyIn({ node }: TaskHistoryQuery): History | undefined {
  return node && "runs" in node ? node : undefined;
}
