import { useClient } from "@urql/solid";
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { HabitLogsDocument, type HabitLogsQuery, type LogRowFragment } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { type Page, readPages } from "../../lib/data/pages.ts";
import type { Fault } from "../../lib/data/result.ts";

const PAGE = 20;
const MOST_AT_ONCE = 100;

/** Logs of a habit, page by page. */
export interface LogPages {
  /** The latest date first; undefined while nothing is known. */
  readonly logs: readonly LogRowFragment[] | undefined;
  hasMore: Accessor<boolean>;
  fault: Accessor<Fault | null>;
  /** Shows a page more. */
  showMore(): void;
  /** Asks again for what is shown. */
  reload(): Promise<void>;
}

/**
 * Follows a habit's logs: rows keep their identity, so that one that is being changed stays while others come.
 *
 * @param date only those of this date; null: all
 * @param revision asks again for as many as are shown whenever it grows
 */
export function followLogs(
  habitId: Accessor<string>,
  date: Accessor<string | null>,
  revision: Accessor<number>,
): LogPages {
  const client = useClient();
  const [state, setState] = createStore<{ logs: LogRowFragment[] | undefined }>({ logs: undefined });
  const [hasMore, setMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let wanted = PAGE;
  let latest = 0;
  onCleanup(() => {
    latest = -1;
  });

  async function load() {
    latest += 1;
    const mine = latest;
    const read = await readPages(
      async (after, rowCount) => {
        const first = Math.min(MOST_AT_ONCE, wanted - rowCount);
        const variables = { id: habitId(), first, after, from: date(), to: date() };
        const answer = await ask(client, HabitLogsDocument, variables);
        // Somebody asked again meanwhile, or nobody looks any more.
        if (mine !== latest) return null;
        const logs = logsOf(answer.data);
        setFault(answer.fault ?? (logs ? null : GONE));
        return answer.fault ? null : logs;
      },
      (rows) => rows.length >= wanted,
    );
    if (!read) return;
    setMore(read.hasMore);
    setState("logs", reconcile([...read.rows]));
  }
  createEffect(on([habitId, date, revision], () => void load()));
  return {
    get logs() {
      return state.logs;
    },
    hasMore,
    fault,
    showMore() {
      wanted = (state.logs?.length ?? 0) + PAGE;
      void load();
    },
    reload: load,
  };
}

const GONE: Fault = { kind: "refused", words: "This habit is not there any more.", retryAfterMs: null };

function logsOf(data: HabitLogsQuery | undefined): Page<LogRowFragment> | null {
  const node = data?.node;
  return node && "logs" in node ? node.logs : null;
}
