import { paceOf } from "@pacekeeper/domain/tracking/pace";
import { createMemo, For, Show } from "solid-js";
import type { DayFragment, SessionRowFragment } from "../../generated/graphql.ts";
import { paths } from "../../lib/paths.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import { createFold } from "../../ui/fold.ts";
import { useLive } from "../live/live-context.ts";
import { shownStatus, totalsOf } from "../live/shown-session.ts";
import { countOf, FiguresRow, FiguresTable, timeOf } from "./FiguresTable.tsx";
import { totalsFrom } from "./shown-day.ts";

/** A day's sessions, newest first; the active one includes presses that were not sent yet. */
export function SessionsTable(props: { readonly sessions: DayFragment["sessions"] }) {
  const newestFirst = createMemo(() => [...props.sessions].reverse());
  const body = createFold(newestFirst);
  return (
    <FiguresTable label="Sessions table" columns={["Time", "Questions", "Active", "Average"]} body={body}>
      <For each={newestFirst()}>
        {(entry) => <SessionRow session={entry.session} startedEarlier={entry.startedEarlier} />}
      </For>
    </FiguresTable>
  );
}

function SessionRow(props: { readonly session: SessionRowFragment; readonly startedEarlier: boolean }) {
  const live = useLive();
  const shown = () => {
    const session = live.shown();
    return session?.id === props.session.id ? session : null;
  };
  const active = () => props.session.isActive && shown() !== null;
  const totals = createMemo(() => {
    const session = shown();
    return session ? totalsOf(session) : totalsFrom(props.session);
  });
  const figures = () => {
    const { questionCount, activeMs } = totals();
    return [
      countOf(questionCount, "question"),
      timeOf(activeMs, "active"),
      timeOf(questionCount ? activeMs / questionCount : null, "average"),
    ];
  };
  const from = () => (props.startedEarlier ? `the day before, ` : "") + clockTime(props.session.startedAt);
  const to = () => (active() || props.session.endedAt === null ? "now" : clockTime(props.session.endedAt));
  const paused = () => shownStatus(shown()) === "PAUSED";
  return (
    <FiguresRow current={active() ? "true" : undefined} figures={figures()} pace={paceOf(totals())}>
      <a href={paths.session(props.session.id)}>
        {from()}–{to()}
      </a>{" "}
      <Show when={active()}>
        <span data-ui="badge" data-state={paused() ? "paused" : "running"}>
          {paused() ? "Paused" : "Running"}
        </span>
      </Show>
    </FiguresRow>
  );
}
