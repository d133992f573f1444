import { For, Match, Show, Switch } from "solid-js";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { useHabits } from "../habits-context.ts";
import { createDeletedLogs } from "./deleted-logs.ts";
import { LogRow } from "./LogRow.tsx";
import { followLogs } from "./log-pages.ts";

/** A habit's logs, latest date first. @param props.date only logs of this date; null for all */
export function LogList(props: { readonly habitId: string; readonly date: string | null }) {
  const { changes, revision } = useHabits();
  const pages = followLogs(
    () => props.habitId,
    () => props.date,
    revision,
  );
  const deleted = createDeletedLogs(changes, pages.refetch);
  const rows = () => deleted.among(pages.rows ?? []);
  return (
    <>
      <Show when={pages.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => void pages.refetch()} />}
      </Show>
      <Switch fallback={<Show when={!pages.fault}>{<p data-quiet>Loading …</p>}</Show>}>
        <Match when={rows().length > 0}>
          <ul data-part="logs">
            <For each={rows()}>{(log, index) => <LogRow log={log} index={index()} deleted={deleted} />}</For>
          </ul>
        </Match>
        <Match when={pages.rows}>
          <p>{props.date === null ? "Nothing is logged yet." : "Nothing is logged on this day."}</p>
        </Match>
      </Switch>
      <Show when={pages.hasMore}>
        <button type="button" data-ui="button" onClick={() => void pages.showMore()}>
          Show more
        </button>
      </Show>
    </>
  );
}
