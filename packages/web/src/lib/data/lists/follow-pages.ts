import type { AnyVariables, TypedDocumentNode } from "@urql/core";
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { ask, recall } from "../ask.ts";
import type { Fault } from "../result.ts";
import { useServices } from "../services.ts";
import { type Page, readPages } from "./pages.ts";

/** The server's limit for one request. */
const MOST_AT_ONCE = 100;

interface PagedQuery<Data, Variables, Filter, Row> {
  readonly document: TypedDocumentNode<Data, Variables>;
  /** Which rows the list shows; another filter starts over with one page, null waits. */
  readonly filter: Accessor<Filter | null>;
  readonly variables: (
    filter: Filter,
    page: { readonly first: number; readonly after: string | null },
  ) => Variables;
  /** The page in an answer, or why it has none. */
  readonly select: (data: Data) => Page<Row> | Fault;
  readonly pageSize: number;
  readonly mostRows?: number;
}

export interface FollowedPages<Row> {
  /** The first rows of the list, without gaps; undefined until the first data arrives. */
  readonly rows: readonly Row[] | undefined;
  /** Whether the server has more rows after these. */
  readonly hasMore: boolean;
  /** Why the last request failed; the rows stay. */
  readonly fault: Fault | null;
  /** Shows another page. */
  showMore(): Promise<void>;
  /** Refetches all displayed rows; resolves when they are shown, or when the request failed. */
  refetch(): Promise<void>;
  /** Replaces a row, if it is in the list, such as with the server's answer to a change. */
  take(row: Row): void;
  /** Removes a row that was deleted, if it is in the list. */
  remove(id: string): void;
}

/**
 * Follows a list page by page: cached rows at once, then the server's. All displayed rows are refetched together, so
 * that none is missing between two pages. Rows keep their identity across answers. It does not hear of changes; callers
 * that do call `refetch`.
 */
export function followPages<
  Data,
  Variables extends AnyVariables,
  Filter,
  Row extends { readonly id: string },
>({
  document,
  filter,
  mostRows = Number.POSITIVE_INFINITY,
  pageSize,
  select,
  variables,
}: PagedQuery<Data, Variables, Filter, Row>): FollowedPages<Row> {
  const { client } = useServices();
  const [state, setState] = createStore<{ rows: Row[] | undefined }>({ rows: undefined });
  const [hasMore, setHasMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let wanted = pageSize;
  /** Increases with each filter, so that answers to an earlier one are ignored. */
  let generation = 0;
  let loading: Promise<void> | null = null;
  let again = false;

  function show(rows: readonly Row[], more: boolean) {
    // A row that moved between two requests is in both pages.
    setState("rows", reconcile([...new Map(rows.map((row) => [row.id, row])).values()]));
    setHasMore(more);
  }
  async function load(present: Filter, mine: number): Promise<void> {
    const read = await readPages(
      async (after, rowCount) => {
        const first = Math.min(MOST_AT_ONCE, wanted - rowCount);
        const { data, fault } = await ask(client, document, variables(present, { first, after }));
        if (mine !== generation) return null;
        const page = data && select(data);
        const isPage = page !== undefined && "nodes" in page;
        setFault(fault ?? (page && !isPage ? page : null));
        return isPage ? page : null;
      },
      (rows) => rows.length >= wanted,
    );
    if (read) show(read.rows, read.hasMore);
    // The rows that are missing are asked for by the next press, not by every refetch.
    else if (mine === generation) wanted = Math.max(pageSize, state.rows?.length ?? 0);
  }
  async function refetch(): Promise<void> {
    const present = filter();
    if (present === null) return;
    // A change during a request may be missing in its answer: fetch once more afterwards, however many came.
    if (loading) {
      again = true;
      return loading;
    }
    const work = async () => {
      do {
        again = false;
        await load(filter() ?? present, generation);
      } while (again);
      loading = null;
    };
    loading = work();
    return loading;
  }

  createEffect(
    on(filter, (present, before) => {
      generation += 1;
      wanted = pageSize;
      setFault(null);
      if (present === null) return;
      // While a search is typed, the old rows stay until the new ones arrive.
      if (before === undefined || before === null) {
        const first = variables(present, { first: pageSize, after: null });
        const forget = recall(client, document, first, (data) => {
          const page = select(data);
          if ("nodes" in page && !state.rows) show(page.nodes, page.pageInfo.hasNextPage);
        });
        forget();
      }
      void refetch();
    }),
  );
  onCleanup(() => {
    generation += 1;
  });

  return {
    get rows() {
      return state.rows;
    },
    get hasMore() {
      return hasMore();
    },
    get fault() {
      return fault();
    },
    showMore() {
      wanted = Math.min(mostRows, wanted + pageSize);
      return refetch();
    },
    refetch,
    take(row) {
      if (state.rows) setState("rows", (each) => each.id === row.id, reconcile(structuredClone(row)));
    },
    remove(id) {
      if (state.rows) setState("rows", (rows) => rows?.filter((row) => row.id !== id));
    },
  };
}
