import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { DayChangedDocument, type DayFragment, DayPageDocument } from "../../generated/graphql.ts";
import { follow } from "../../lib/data/follow.ts";
import { type FollowedQuery, followQuery } from "../../lib/data/query.ts";
import type { Services } from "../../lib/data/services.ts";

/** The day is told so much before its active session at most, or behind it; otherwise it is asked for again. */
const AHEAD_MS = 250;
const BEHIND_MS = 1000;

/** What the server said of the active session. */
export interface ToldSession {
  readonly id: string | null;
  readonly questionCount: number;
}

export interface FollowedDay extends Pick<FollowedQuery<unknown>, "fault" | "isSlow" | "refetch"> {
  readonly day: DayFragment | undefined;
}

/**
 * A day that follows the server: today when `date` is null, rolling over at the person's own midnight,
 * which the day itself says.
 */
export function followDay(
  ticker: Services["ticker"],
  date: Accessor<string | null>,
  told: Accessor<ToldSession | null>,
): FollowedDay {
  const query = followQuery(DayPageDocument, () => ({ date: date() }));
  const day = () => query.data?.viewer?.day;
  let heardAt = Number.NEGATIVE_INFINITY;

  // What it brings goes through the cache into the query above.
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
  // A change between the query and the beginning of the subscription is told to neither: what the server said
  // of the active session shows it.
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
