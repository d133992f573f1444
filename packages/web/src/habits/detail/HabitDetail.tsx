import { createEffect, createMemo, type JSX, Match, on, Show, Switch } from "solid-js";
import { HabitDetailDocument } from "../../generated/graphql.ts";
import { followQuery } from "../../lib/data/query.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { colourOf } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";
import { DetailHead } from "./DetailHead.tsx";
import { DetailStats } from "./DetailStats.tsx";
import type { DetailedHabit } from "./detailed-habit.ts";
import { EnoughSoon } from "./EnoughSoon.tsx";
import { HeatMap } from "./HeatMap.tsx";
import { daysOfYear } from "./heat-map.ts";
import { WeekBars } from "./WeekBars.tsx";
import { YearNumbers } from "./YearNumbers.tsx";
import { YearSeries } from "./YearSeries.tsx";
import "./habit-detail.css";

/** The card of one habit: its numbers, charts and actions. */
export function HabitDetail(props: { readonly id: string }): JSX.Element {
  const state = useHabits();
  const query = followQuery(HabitDetailDocument, () => ({ id: props.id }));
  // Every sum changes at midnight, too.
  createEffect(on([state.revision, state.today], () => query.refetch(), { defer: true }));
  const detail = () => query.data?.viewer?.habit ?? undefined;
  // The week's data already has the name; the numbers load later.
  const habit = () => detail() ?? state.habits?.find(({ id }) => id === props.id);
  return (
    <Show when={habit()}>
      {(known) => (
        <section
          data-ui="card"
          data-card="habit"
          aria-labelledby="habit-h"
          style={{ "--habit": colourOf(known()) }}
        >
          <DetailHead habit={known()} links={detail()?.links ?? []} />
          <Switch fallback={<div data-part="habit-waiting" aria-busy="true" />}>
            <Match when={detail()}>{(full) => <Numbers habit={full()} today={state.today()} />}</Match>
            <Match when={query.fault}>
              {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
            </Match>
          </Switch>
        </section>
      )}
    </Show>
  );
}

function Numbers(props: { readonly habit: DetailedHabit; readonly today: string }) {
  const days = createMemo(() => daysOfYear(props.habit.heat));
  const twelveMonths = () => days().filter(({ date }) => date >= props.habit.year.from);
  return (
    <>
      <div data-part="habit-detail">
        <DetailStats habit={props.habit} />
        <WeekBars
          name={props.habit.name}
          days={props.habit.week.daily}
          goal={props.habit.goal}
          today={props.today}
        />
      </div>
      <Show when={!props.habit.week.hasEnoughData}>
        <EnoughSoon stats={props.habit.week} />
      </Show>
      <h3 data-part="sub-h">The last year</h3>
      <HeatMap
        habit={props.habit}
        days={days()}
        stepMinutes={props.habit.heat.stepMinutes}
        today={props.today}
      />
      <Show when={props.habit.year.hasEnoughData}>
        <h3 data-part="sub-h">Twelve months</h3>
        <YearSeries
          name={props.habit.name}
          colour={props.habit.colour}
          days={twelveMonths()}
          since={props.habit.firstLoggedOn}
          goal={props.habit.goal}
          today={props.today}
        />
      </Show>
      <YearNumbers
        days={days()}
        since={props.habit.firstLoggedOn}
        enough={props.habit.year.hasEnoughData}
        today={props.today}
      />
    </>
  );
}
