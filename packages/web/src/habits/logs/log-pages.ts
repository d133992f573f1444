import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { HabitLogsDocument, type HabitLogsQuery, type LogRowFragment } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { type Page, readPages } from "../../lib/data/pages.ts";
import type { Fault } from "../../lib/data/result.ts";
import { useServices } from "../../lib/data/services.ts";

const PAGE = 20;
const MOST_AT_ONCE = 100;

/** A habit's logs, page by page. */
export interface LogPages {
  /** Latest date first; undefined until the first data arrives. */
  readonly logs: readonly LogRowFragment[] | undefined;
  hasMore: Accessor<boolean>;
  fault: Accessor<Fault | null>;
  /** Shows another page. */
  showMore(): void;
  /** Refetches the displayed logs. */
  reload(): Promise<void>;
}

/**
 * Follows a habit's logs. Rows keep their identity, so that a row being edited survives updates of the list.
 *
 * @param date only logs of this date; null for all
 * @param revision when it changes, the displayed logs are refetched
 */
export function followLogs(
  habitId: Accessor<string>,
  date: Accessor<string | null>,
  revision: Accessor<number>,
): LogPages {
  const { client } = useServices();
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
        // A later request replaced this one, or the owner is disposed.
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

const GONE: Fault = { kind: "refused", words: "This habit no longer exists.", retryAfterMs: null };

function logsOf(data: HabitLogsQuery | undefined): Page<LogRowFragment> | null {
  const node = data?.node;
  return node && "logs" in node ? node.logs : null;
}
