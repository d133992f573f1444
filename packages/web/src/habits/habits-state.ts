import { addDays, startOfWeek } from "@pacekeeper/domain/time/calendar-date";
import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { HabitsChangedDocument, HabitWeekDocument, type MeFragment } from "../generated/graphql.ts";
import { follow } from "../lib/data/follow.ts";
import { followWholeList } from "../lib/data/lists/follow-whole-list.ts";
import type { Services } from "../lib/data/services.ts";
import { dateOf } from "../lib/time/local-time.ts";
import { type Acts, createHabitActs } from "./habit-acts.ts";
import { createHabitChanges } from "./habit-changes.ts";
import type { HabitOfWeek, HabitsState } from "./habits-context.ts";
import { createDayPresses, type DayPresses } from "./week/day-presses.ts";

/** A change made here arrives twice in quick succession: in its response and over the subscription. */
const DUPLICATE_WITHIN_MS = 80;

/** Delay before a second refetch after midnight, because the server's clock may be slightly behind our estimate. */
const MIDNIGHT_AGAIN_MS = 3000;

/** What the grid needs beyond the shared page state. */
export interface GridState extends HabitsState {
  readonly acts: Acts;
  readonly presses: DayPresses;
  /** Offset from the current week: 0 or negative. */
  weeksAgo: Accessor<number>;
  /** Shows another week, the current one at the latest. */
  showWeek(weeksAgo: number): void;
}

interface Choice {
  /** The habit id in the URL; empty if there is none. */
  wanted: Accessor<string>;
  choose(id: string): void;
}

/** The state of the Habits page: the displayed week, actions in it, and the chosen habit. */
export function createHabitsState(
  services: Services,
  me: Accessor<MeFragment>,
  { choose, wanted }: Choice,
): GridState {
  const { connection, ticker } = services;
  const today = createMemo(() => dateOf(ticker.now(), me().timezone));
  const [weeksAgo, setWeeksAgo] = createSignal(0);
  const first = createMemo(() => addDays(startOfWeek(today(), me().weekStart), weeksAgo() * 7));
  const week = createMemo(() => ({ from: first(), to: addDays(first(), 6) }));
  const query = followWholeList(HabitWeekDocument, week, ({ viewer }) => viewer?.habits);

  // At midnight "today" changes and yesterday's limits are decided. The server's clock may reach midnight slightly
  // later than our estimate of it.
  createEffect(
    on(
      today,
      () => {
        void query.refetch();
        const again = setTimeout(query.refetch, MIDNIGHT_AGAIN_MS);
        onCleanup(() => clearTimeout(again));
      },
      { defer: true },
    ),
  );

  const [revision, setRevision] = createSignal(0);
  let bumping: ReturnType<typeof setTimeout> | undefined;
  function bumpRevision() {
    clearTimeout(bumping);
    bumping = setTimeout(() => setRevision((count) => count + 1), DUPLICATE_WITHIN_MS);
  }
  onCleanup(() => clearTimeout(bumping));
  let settled: Promise<void> = Promise.resolve();
  const changes = createHabitChanges(() => {
    bumpRevision();
    settled = query.refetch();
  });
  const settle = () => settled;
  // Each event brings the displayed week of a habit, or its deletion, and updates the cache.
  follow(HabitsChangedDocument, {
    variables: week,
    heard({ habitsChanged: { kind } }) {
      if (kind !== "CHANGED" && kind !== "DELETED") void query.refetch();
      bumpRevision();
    },
    missed() {
      void query.refetch();
      bumpRevision();
    },
  });

  // While another week loads, the rows stay, without data for its days.
  const loaded = createMemo<readonly HabitOfWeek[] | undefined>((before) => query.rows ?? before);
  const acts: Acts = createHabitActs({ changes, shown: () => shown() ?? [], settle });
  const shown: Accessor<readonly HabitOfWeek[] | undefined> = createMemo(() => {
    const habits = loaded();
    return habits && acts.ordered(habits);
  });
  const chosen = createMemo(() => {
    const habits = loaded() ?? [];
    return (habits.find(({ id }) => id === wanted()) ?? shown()?.[0])?.id ?? null;
  });
  return {
    get habits() {
      return shown();
    },
    get fault() {
      return query.fault;
    },
    week,
    today,
    offline: () => connection.state() === "offline",
    revision,
    changes,
    acts: {
      ...acts,
      move(id, by) {
        // If the first habit is shown only by default, choose it, so that it stays shown after the move.
        const present = chosen();
        if (present !== null) choose(present);
        acts.move(id, by);
      },
    },
    presses: createDayPresses({ changes, settle, today }),
    chosen,
    choose,
    refetch: query.refetch,
    weeksAgo,
    showWeek: (ago) => setWeeksAgo(Math.min(0, ago)),
  };
}
