import type { Accessor } from "solid-js";
import { LiveSessionChangedDocument, WeekPageDocument, type WeekPageQuery } from "../../generated/graphql.ts";
import { follow } from "../../lib/data/follow.ts";
import { type FollowedQuery, followQuery } from "../../lib/data/query.ts";

/** Follows the seven days from a date. */
export function followWeek(from: Accessor<string>): FollowedQuery<WeekPageQuery> {
  const query = followQuery(WeekPageDocument, () => ({ from: from() }));
  // The app follows the same, so this takes no further subscription.
  follow(LiveSessionChangedDocument, {
    variables: () => (query.data?.viewer ? {} : null),
    heard: () => void query.refetch(),
  });
  return query;
}
