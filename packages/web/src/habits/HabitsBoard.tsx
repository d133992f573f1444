import { weekdaysFrom } from "@pacekeeper/domain/time/calendar-date";
import { useLocation, useNavigate } from "@solidjs/router";
import { createEffect, Match, on, Show, Switch } from "solid-js";
import type { MeFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { paths } from "../lib/paths.ts";
import { whenSlow } from "../lib/when-slow.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { PageHead } from "../ui/Page.tsx";
import { ArchivedHabits } from "./ArchivedHabits.tsx";
import { CategoryCard } from "./detail/CategoryCard.tsx";
import { HabitDetail } from "./detail/HabitDetail.tsx";
import { SoonCards } from "./detail/SoonCards.tsx";
import { HabitDialogs } from "./HabitDialogs.tsx";
import { HabitsContext } from "./habits-context.ts";
import { createHabitsState, type GridState } from "./habits-state.ts";
import { weekLine } from "./week/cell-words.ts";
import { WeekGrid } from "./week/WeekGrid.tsx";

/** The Habits page: the week of every habit, and the numbers of one. */
export function HabitsBoard(props: { readonly me: MeFragment }) {
  const location = useLocation();
  const navigate = useNavigate();
  const state = createHabitsState(useServices(), () => props.me, {
    wanted: () => location.hash.slice(1),
    choose: (id) => navigate(`${paths.habits}#${id}`, { replace: true, scroll: false }),
  });
  // When a habit disappears, the focused element may disappear with it.
  createEffect(
    on(
      state.chosen,
      () => {
        if (document.activeElement !== document.body) return;
        document.getElementById("main")?.focus({ preventScroll: true });
      },
      { defer: true },
    ),
  );
  const slow = whenSlow(() => state.habits === undefined && state.fault === null);
  const hasHabits = () => (state.habits?.length ?? 0) > 0;
  return (
    <HabitsContext.Provider value={state}>
      <PageHead title="Habits" end={<HeadActions state={state} hasHabits={hasHabits()} />}>
        {weekLine(state.week())}
      </PageHead>
      <Show when={state.offline()}>
        <p data-ui="notice" data-tone="slow" role="status">
          The server is out of reach. Logging needs the server.
        </p>
      </Show>
      <Show when={state.fault && !state.offline() ? state.fault : null}>
        {(fault) => <FaultNotice fault={fault()} onRetry={state.refetch} />}
      </Show>
      <Switch fallback={<Waiting visible={slow()} />}>
        <Match when={hasHabits() && state.habits}>
          {(habits) => <WeekGrid state={state} habits={habits()} />}
        </Match>
        <Match when={state.habits}>
          <NoHabits onNew={() => state.acts.edit(null)} offline={state.offline()} />
        </Match>
        <Match when={state.fault}>
          <Show when={state.offline()}>
            <p data-part="none">Can’t reach the server, so your habits can’t be shown.</p>
          </Show>
        </Match>
      </Switch>
      <Show when={state.chosen()} keyed>
        {(id) => <HabitDetail id={id} />}
      </Show>
      <Show when={hasHabits()}>
        <SoonCards />
        <CategoryCard />
      </Show>
      <Show when={state.habits}>
        <ArchivedHabits />
      </Show>
      <HabitDialogs state={state} weekdays={weekdaysFrom(props.me.weekStart)} />
    </HabitsContext.Provider>
  );
}

/** Shown while there are no habits yet. */
export function NoHabits(props: { readonly onNew: () => void; readonly offline: boolean }) {
  return (
    <EmptyState
      level={2}
      title="No habits yet"
      action={
        <button
          type="button"
          data-ui="button"
          data-tone="primary"
          aria-disabled={props.offline || undefined}
          onClick={() => !props.offline && props.onNew()}
        >
          {props.offline ? "Needs the server" : "Create your first habit"}
        </button>
      }
    >
      A habit has minutes for each day, a goal if you like, and a streak.
    </EmptyState>
  );
}

function HeadActions(props: { readonly state: GridState; readonly hasHabits: boolean }) {
  const { acts, offline, showWeek, weeksAgo } = props.state;
  const isPresent = () => weeksAgo() === 0;
  return (
    <Show when={props.hasHabits}>
      <div data-part="actions">
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          data-icon
          aria-label="Previous week"
          onClick={() => showWeek(weeksAgo() - 1)}
        >
          <Icon name="back" />
        </button>
        <button
          type="button"
          data-ui="button"
          aria-disabled={isPresent() || undefined}
          onClick={() => showWeek(0)}
        >
          This week
        </button>
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          data-icon
          aria-label="Next week"
          aria-disabled={isPresent() || undefined}
          onClick={() => showWeek(weeksAgo() + 1)}
        >
          <Icon name="forward" />
        </button>
        <button
          type="button"
          data-ui="button"
          data-tone="primary"
          aria-disabled={offline() || undefined}
          onClick={() => !offline() && acts.edit(null)}
        >
          <Icon name="plus" />
          {offline() ? "Needs the server" : "New habit"}
        </button>
      </div>
    </Show>
  );
}

function Waiting(props: { readonly visible: boolean }) {
  return (
    <section data-ui="card" data-part="blank-habits" aria-label="Loading" aria-busy="true">
      <Show when={props.visible}>
        <i data-ui="skeleton" />
        <i data-ui="skeleton" />
        <i data-ui="skeleton" />
      </Show>
    </section>
  );
}
