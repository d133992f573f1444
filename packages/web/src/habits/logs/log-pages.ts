import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { HabitLogsDocument, type HabitLogsQuery, type LogRowFragment } from "../../generated/graphql.ts";
import { type Fault, faultOf } from "../../lib/data/result.ts";
import type { Services } from "../../lib/data/services.ts";

const PAGE = 20;
const MOST_AT_ONCE = 100;

type Page = Extract<NonNullable<HabitLogsQuery["node"]>, { readonly logs: unknown }>["logs"];

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
  { client }: Pick<Services, "client">,
  habitId: Accessor<string>,
  date: Accessor<string | null>,
  revision: Accessor<number>,
): LogPages {
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
    const read: LogRowFragment[] = [];
    let page: Page["pageInfo"] | null = null;
    while (page === null || (read.length < wanted && page.hasNextPage)) {
      const variables = {
        id: habitId(),
        first: Math.min(MOST_AT_ONCE, wanted - read.length),
        after: page?.endCursor ?? null,
        from: date(),
        to: date(),
      };
      const { data, error } = await client
        .query(HabitLogsDocument, variables, { requestPolicy: "network-only" })
        .toPromise();
      // Somebody asked again meanwhile, or nobody looks any more.
      if (mine !== latest) return;
      const logs = logsOf(data);
      if (error || !logs) return void setFault(error ? faultOf(error) : GONE);
      read.push(...logs.nodes);
      page = logs.pageInfo;
    }
    setFault(null);
    setMore(page.hasNextPage);
    // The store writes into what it is given; the cache keeps its own objects.
    setState("logs", reconcile(structuredClone(read)));
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

function logsOf(data: HabitLogsQuery | undefined): Page | null {
  const node = data?.node;
  return node && "logs" in node ? node.logs : null;
}
