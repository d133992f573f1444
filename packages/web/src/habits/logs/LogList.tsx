import { For } from "solid-js";
import { Pages } from "../../ui/Pages.tsx";
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
    <Pages
      pages={pages}
      isFilled={rows().length > 0}
      none={props.date === null ? "Nothing is logged yet." : "Nothing is logged on this day."}
    >
      <ul data-part="logs">
        <For each={rows()}>{(log, index) => <LogRow log={log} index={index()} deleted={deleted} />}</For>
      </ul>
    </Pages>
  );
}
