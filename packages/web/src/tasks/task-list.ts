import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { TaskPageDocument, type TaskRowFragment } from "../generated/graphql.ts";
import { ask, recall } from "../lib/data/ask.ts";
import { type Page, readPages } from "../lib/data/pages.ts";
import type { Fault } from "../lib/data/result.ts";
import { useServices } from "../lib/data/services.ts";

/** Rows per request. */
const PAGE_SIZE = 50;
const MOST_PAGES = 40;
/** For visitors without an account. */
const NO_TASKS: Page<TaskRowFragment> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** The filter of a list. */
export interface TaskChoice {
  readonly completed: boolean;
  /** Empty for all tasks. */
  readonly search: string;
}

export interface TaskList {
  /** The first rows of the list, without gaps; undefined until the first data arrives. */
  readonly rows: readonly TaskRowFragment[] | undefined;
  /** Whether the server has more rows after these. */
  readonly hasMore: boolean;
  readonly fault: Fault | null;
  /** Shows another page. */
  showMore(): Promise<void>;
  /** Refetches all displayed pages; resolves when they are shown, or when the request failed. */
  refetch(): Promise<void>;
  /** Updates a task's row, if it is in the list, with the server's answer to a change. */
  take(task: TaskRowFragment): void;
}

/**
 * A person's tasks, page by page: cached rows at once, then the server's. All displayed pages are refetched
 * together, so that no row is missing between two pages. The list does not subscribe to changes; callers that hear
 * of one call `refetch`.
 *
 * @param choice the filter; a new one starts over, null waits
 */
export function followTasks(choice: Accessor<TaskChoice | null>): TaskList {
  const { client } = useServices();
  const [state, setState] = createStore<{ rows: TaskRowFragment[] | undefined }>({ rows: undefined });
  const [hasMore, setHasMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let pages = 1;
  /** Increases with each choice, so that answers to an earlier one are ignored. */
  let generation = 0;
  let loading: Promise<void> | null = null;
  let again = false;

  function show(rows: readonly TaskRowFragment[], more: boolean) {
    setState("rows", reconcile([...new Map(rows.map((row) => [row.id, row])).values()]));
    setHasMore(more);
  }
  const pageOf = ({ completed, search }: TaskChoice, after: string | null) => ({
    completed,
    search: search || null,
    first: PAGE_SIZE,
    after,
  });

  async function load(present: TaskChoice, mine: number): Promise<void> {
    const read = await readPages(
      async (after) => {
        const { data, fault } = await ask(client, TaskPageDocument, pageOf(present, after));
        if (mine !== generation) return null;
        setFault(fault);
        if (!data) return null;
        return data.viewer?.tasks ?? NO_TASKS;
      },
      (_rows, pageCount) => pageCount >= pages,
    );
    if (read) show(read.rows, read.hasMore);
  }
  async function refetch(): Promise<void> {
    const present = choice();
    if (present === null) return;
    // A change during a request may be missing in its answer: fetch once more afterwards, however many came.
    if (loading) {
      again = true;
      return loading;
    }
    const work = async () => {
      do {
        again = false;
        await load(choice() ?? present, generation);
      } while (again);
      loading = null;
    };
    loading = work();
    return loading;
  }

  createEffect(
    on(choice, (present, before) => {
      generation += 1;
      pages = 1;
      setFault(null);
      if (present === null) return;
      // While a search is typed, the old rows stay until the new ones arrive.
      if (before === undefined || before === null) {
        const forget = recall(client, TaskPageDocument, pageOf(present, null), ({ viewer }) => {
          if (viewer && !state.rows) show(viewer.tasks.nodes, viewer.tasks.pageInfo.hasNextPage);
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
      pages = Math.min(MOST_PAGES, pages + 1);
      return refetch();
    },
    refetch,
    take(task) {
      if (state.rows) setState("rows", (row) => row.id === task.id, reconcile(structuredClone(task)));
    },
  };
}
