import { type Accessor, createEffect } from "solid-js";
import { DayChangedDocument, type DayFragment, DayPageDocument } from "../../generated/graphql.ts";
import { follow } from "../../lib/data/follow.ts";
import { type FollowedQuery, followQuery } from "../../lib/data/query.ts";
import type { Services } from "../../lib/data/services.ts";

export interface FollowedDay extends Pick<FollowedQuery<unknown>, "fault" | "isSlow" | "refetch"> {
  readonly day: DayFragment | undefined;
}

/** Follows a day: today if `date` is null, rolling over at the person's midnight, which is the day's `endsAt`. */
export function followDay(ticker: Services["ticker"], date: Accessor<string | null>): FollowedDay {
  const query = followQuery(DayPageDocument, () => ({ date: date() }));
  const day = () => query.data?.viewer?.day;

  // Its payload reaches the query above through the cache.
  follow(DayChangedDocument, {
    variables() {
      const shown = day()?.date;
      return shown === undefined ? null : { date: shown };
    },
    missed: query.refetch,
    startsWithState: true,
  });
  let rolledFrom: string | undefined;
  createEffect(() => {
    const shown = day();
    if (date() !== null || !shown || shown.date === rolledFrom) return;
    if (ticker.now() < Date.parse(shown.endsAt)) return;
    rolledFrom = shown.date;
    query.refetch();
  });
  return {
    get day() {
      return day();
    },
    get fault() {
      return query.fault;
    },
    get isSlow() {
      return query.isSlow;
    },
    refetch: query.refetch,
  };
}
