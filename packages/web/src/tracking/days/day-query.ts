import { type Accessor, createEffect, on, onCleanup } from "solid-js";
import { DayChangedDocument, type DayFragment, DayPageDocument } from "../../generated/graphql.ts";
import type { Fault } from "../../lib/data/result.ts";
import type { Services } from "../../lib/data/services.ts";
import { watchQuery } from "../../lib/data/watched-query.ts";

/** The day is told so much before its active session at most, or behind it; otherwise it is asked for again. */
const AHEAD_MS = 250;
const BEHIND_MS = 1000;

/** What the server said of the active session. */
export interface ToldSession {
  readonly id: string | null;
  readonly questionCount: number;
}

export interface FollowedDay {
  readonly day: DayFragment | undefined;
  readonly fault: Fault | null;
  refetch(): void;
}

/**
 * A day that follows the server: today when `date` is null, rolling over at the person's own midnight,
 * which the day itself says.
 */
export function followDay(
  services: Services,
  date: Accessor<string | null>,
  told: Accessor<ToldSession | null>,
): FollowedDay {
  const query = watchQuery(services, DayPageDocument, () => ({ date: date() }));
  const day = () => query.data?.viewer?.day;
  let heardAt = Number.NEGATIVE_INFINITY;

  createEffect(
    on(
      () => day()?.date,
      (shown) => {
        if (shown === undefined) return;
        // What it brings goes through the cache into the query above.
        const subscription = services.client
          .subscription(DayChangedDocument, { date: shown })
          .subscribe(() => {
            heardAt = performance.now();
          });
        onCleanup(() => subscription.unsubscribe());
      },
    ),
  );
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
    if (services.ticker.now() < Date.parse(shown.endsAt)) return;
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
    refetch: query.refetch,
  };
}
