import { formatElapsed } from "@pacekeeper/domain/time/duration";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { TimerDaysDocument } from "../../generated/graphql.ts";
import { counted } from "../../lib/count-words.ts";
import { followQuery } from "../../lib/data/query.ts";
import { shortDate } from "../../lib/time/local-time.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";

/** The timers' total for each of the last seven days, without breaks. Fetched when the section is opened. */
export function LastSevenDays() {
  const [wanted, setWanted] = createSignal(false);
  const query = followQuery(TimerDaysDocument, () => (wanted() ? {} : null));
  const days = () => query.data?.viewer?.timerDays;
  const longest = () => Math.max(1, ...(days() ?? []).map(({ ranSeconds }) => ranSeconds));
  const total = () => (days() ?? []).reduce((sum, { ranSeconds }) => sum + ranSeconds, 0);
  function toggled(isOpen: boolean) {
    // The totals may have grown since the section was last open.
    if (isOpen && wanted()) query.refetch();
    if (isOpen) setWanted(true);
  }
  return (
    <details data-part="done" onToggle={(event) => toggled(event.currentTarget.open)}>
      <summary>
        Last 7 days{" "}
        <Show when={days()}>
          <span data-faint>{formatElapsed(total() * 1000)} in total</span>
        </Show>
      </summary>
      <Switch fallback={<p data-part="none">Loading …</p>}>
        <Match when={days()}>
          {(known) => (
            <table data-ui="table" data-table="timer-days">
              <caption data-visually="hidden">Time on timers by day, without breaks</caption>
              <thead>
                <tr>
                  <th scope="col">Day</th>
                  <th scope="col" data-num>
                    Runs
                  </th>
                  <th scope="col" data-num>
                    Ran
                  </th>
                  <td aria-hidden="true" />
                </tr>
              </thead>
              <tbody>
                <For each={[...known()].reverse()}>
                  {(day) => (
                    <tr data-quiet={day.runCount === 0 ? "" : undefined}>
                      <th scope="row">{shortDate(day.date)}</th>
                      <td data-num>
                        <span data-visually="hidden">{counted(day.runCount, "run")}</span>
                        <span aria-hidden="true">{day.runCount}</span>
                      </td>
                      <td data-num>{formatElapsed(day.ranSeconds * 1000)}</td>
                      <td data-part="meter-cell" aria-hidden="true">
                        <div data-ui="meter" style={{ "--value": (100 * day.ranSeconds) / longest() }} />
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </Match>
        <Match when={query.fault}>
          {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
        </Match>
      </Switch>
    </details>
  );
}
