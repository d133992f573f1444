import { createEffect, on, Show } from "solid-js";
import type { DayFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { StatSkeletons } from "../../ui/Stat.tsx";
import { useLive } from "../live/live-context.ts";
import { DAY_STATS, DayStats } from "./DayStats.tsx";
import { followDay } from "./day-query.ts";
import { HoursChart } from "./HoursChart.tsx";
import { SessionsTable } from "./SessionsTable.tsx";

interface DayOverviewProps {
  /** Null: today, also after midnight. */
  readonly date: string | null;
  readonly targetMs: number;
  /** The first day of a date's week. */
  readonly weekOf: (date: string) => string;
}

/** A day's stats, hours and sessions. */
export function DayOverview(props: DayOverviewProps) {
  const services = useServices();
  const live = useLive();
  const followed = followDay(services.ticker, () => props.date);
  createEffect(on(live.waiting.caughtUp, followed.refetch, { defer: true }));
  return (
    <>
      <Show when={followed.fault && services.connection.state() !== "offline" ? followed.fault : null}>
        {(fault) => <FaultNotice fault={fault()} onRetry={followed.refetch} />}
      </Show>
      <Show when={followed.day} fallback={<DaySkeleton visible={followed.isSlow} />}>
        {(day) => (
          <>
            <DayStats day={day()} targetMs={props.targetMs} />
            <DayDetails day={day()} now={services.ticker.now()} week={paths.week(props.weekOf(day().date))} />
          </>
        )}
      </Show>
    </>
  );
}

function DayDetails(props: { readonly day: DayFragment; readonly now: number; readonly week: string }) {
  return (
    <>
      <section data-ui="card" aria-labelledby="hours-h">
        <header>
          <h2 id="hours-h">Hours</h2>
          <p>Active minutes, by the hour a question began</p>
        </header>
        <HoursChart hours={props.day.hours} now={props.now} />
      </section>
      <section data-ui="card" data-flush aria-labelledby="sess-h">
        <header>
          <h2 id="sess-h">Sessions</h2>
          <a href={props.week}>The week</a>
        </header>
        <Show
          when={props.day.sessions.length > 0}
          fallback={
            <EmptyState title="No sessions on this day">A session begins with your first Next.</EmptyState>
          }
        >
          <SessionsTable sessions={props.day.sessions} />
        </Show>
      </section>
    </>
  );
}

function DaySkeleton(props: { readonly visible: boolean }) {
  return (
    <>
      <StatSkeletons labels={DAY_STATS} visible={props.visible} />
      <section data-ui="card" aria-label="Loading the hours" aria-busy="true">
        <div data-part="chart" data-chart-of="hours" />
      </section>
    </>
  );
}
