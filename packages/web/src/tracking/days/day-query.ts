import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { DayChangedDocument, type DayFragment, DayPageDocument } from "../../generated/graphql.ts";
import { follow } from "../../lib/data/follow.ts";
import { type FollowedQuery, followQuery } from "../../lib/data/query.ts";
import type { Services } from "../../lib/data/services.ts";

/** How much earlier or later than the session's push the day's push may arrive; otherwise the day is refetched. */
const AHEAD_MS = 250;
const BEHIND_MS = 1000;

/** The active session as the server last sent it. */
export interface ToldSession {
  readonly id: string | null;
  readonly questionCount: number;
}

export interface FollowedDay extends Pick<FollowedQuery<unknown>, "fault" | "isSlow" | "refetch"> {
  readonly day: DayFragment | undefined;
}

/**
 * Follows a day: today if `date` is null, rolling over at the person's midnight, which is the day's `endsAt`.
 *
 * @param told the active session, whose changes show that a day's push was missed
 */
export function followDay(
  ticker: Services["ticker"],
  date: Accessor<string | null>,
  told: Accessor<ToldSession | null>,
): FollowedDay {
  const query = followQuery(DayPageDocument, () => ({ date: date() }));
  const day = () => query.data?.viewer?.day;
  let heardAt = Number.NEGATIVE_INFINITY;

  // Its payload reaches the query above through the cache.
  follow(DayChangedDocument, {
    variables() {
      const shown = day()?.date;
      return shown === undefined ? null : { date: shown };
    },
    heard() {
      heardAt = performance.now();
    },
    missed: query.refetch,
  });
  // Neither the query nor the subscription sees a change in between. A change of the active session reveals it.
  createEffect(
    on(told, (session, before) => {
      if ((!session && !before) || date() !== null) return;
      const toldAt = performance.now();
      const timer = setTimeout(() => heardAt < toldAt - AHEAD_MS && query.refetch(), BEHIND_MS);
      onCleanup(() => clearTimeout(timer));
    }),
  );
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
