import { formatDuration } from "@pacekeeper/domain/time/duration";
import { paceOf } from "@pacekeeper/domain/tracking/pace";
import { For, Show } from "solid-js";
import type { SessionRowFragment } from "../generated/graphql.ts";
import { clockTime } from "../lib/local-time.ts";
import { paths } from "../lib/paths.ts";
import { useLive } from "./live-context.ts";
import { paceTitle } from "./pace-words.ts";
import { totalsFrom } from "./shown-day.ts";
import { shownStatus, totalsOf } from "./shown-session.ts";

/** A day's sessions, newest first; the active one in step with what was pressed. */
export function SessionsTable(props: {
  readonly sessions: readonly SessionRowFragment[];
  readonly dayStart: string;
}) {
  return (
    <section data-ui="scroll" tabindex="0" aria-label="Sessions table">
      <table data-ui="table" data-table="sessions">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col" data-num>
              Questions
            </th>
            <th scope="col" data-num>
              Active
            </th>
            <th scope="col" data-num>
              Average
            </th>
            <th scope="col">Pace</th>
          </tr>
        </thead>
        <tbody>
          <For each={[...props.sessions].reverse()}>
            {(session) => <SessionRow session={session} dayStart={props.dayStart} />}
          </For>
        </tbody>
      </table>
    </section>
  );
}

function SessionRow(props: { readonly session: SessionRowFragment; readonly dayStart: string }) {
  const live = useLive();
  const shown = () => {
    const session = live.shown();
    return session?.id === props.session.id ? session : null;
  };
  const active = () => props.session.isActive && shown() !== null;
  const totals = () => {
    const session = shown();
    return session ? totalsOf(session) : totalsFrom(props.session);
  };
  const pace = () => paceOf(totals());
  const startedEarlier = () => Date.parse(props.session.startedAt) < Date.parse(props.dayStart);
  const from = () => (startedEarlier() ? `the day before, ` : "") + clockTime(props.session.startedAt);
  const to = () => (active() || props.session.endedAt === null ? "now" : clockTime(props.session.endedAt));
  const average = () =>
    totals().questionCount ? formatDuration(totals().activeMs / totals().questionCount) : "–";
  return (
    <tr aria-current={active() ? "true" : undefined}>
      <th scope="row">
        <a href={paths.session(props.session.id)}>
          {from()}–{to()}
        </a>{" "}
        <Show when={active()}>
          <span data-ui="badge" data-state={shownStatus(shown()) === "PAUSED" ? "paused" : "running"}>
            {shownStatus(shown()) === "PAUSED" ? "Paused" : "Running"}
          </span>
        </Show>
      </th>
      <td data-num data-unit=" questions">
        {totals().questionCount}
      </td>
      <td data-num data-unit=" active">
        {formatDuration(totals().activeMs)}
      </td>
      <td data-num data-unit=" average">
        {average()}
      </td>
      <td>
        <span data-part="pace-word">
          <span aria-hidden="true">{pace().emoji}</span> {paceTitle(pace())} <b>{pace().score}</b>
        </span>
      </td>
    </tr>
  );
}
