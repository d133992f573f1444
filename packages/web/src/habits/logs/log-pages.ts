import { type Accessor, createEffect, on } from "solid-js";
import { HabitLogsDocument, type LogRowFragment } from "../../generated/graphql.ts";
import { type FollowedPages, followPages } from "../../lib/data/lists/follow-pages.ts";
import type { Fault } from "../../lib/data/result.ts";

const GONE: Fault = { kind: "refused", words: "This habit no longer exists.", retryAfterMs: null };

/**
 * Follows a habit's logs, latest date first.
 *
 * @param date only logs of this date; null for all
 * @param revision when it changes, the displayed logs are refetched
 */
export function followLogs(
  habitId: Accessor<string>,
  date: Accessor<string | null>,
  revision: Accessor<number>,
): FollowedPages<LogRowFragment> {
  const pages = followPages({
    document: HabitLogsDocument,
    filter: () => ({ id: habitId(), from: date(), to: date() }),
    variables: (filter, page) => ({ ...filter, ...page }),
    select: ({ node }) => (node && "logs" in node ? node.logs : GONE),
    pageSize: 20,
  });
  createEffect(on(revision, () => void pages.refetch(), { defer: true }));
  return pages;
}
