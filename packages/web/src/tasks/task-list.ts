import { useClient } from "@urql/solid";
import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { TaskPageDocument, type TaskRowFragment } from "../generated/graphql.ts";
import { ask, recall } from "../lib/data/ask.ts";
import { type Page, readPages } from "../lib/data/pages.ts";
import type { Fault } from "../lib/data/result.ts";

/** Rows that the server is asked for at once. */
const PAGE_SIZE = 50;
const MOST_PAGES = 40;
/** Of nobody known. */
const NO_TASKS: Page<TaskRowFragment> = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** Which tasks a list has. */
export interface TaskChoice {
  readonly completed: boolean;
  /** Empty: all of them. */
  readonly search: string;
}

export interface TaskList {
  /** From the start of the list without holes; undefined while nothing is known. */
  readonly rows: readonly TaskRowFragment[] | undefined;
  /** Whether the server has more behind them. */
  readonly hasMore: boolean;
  readonly fault: Fault | null;
  /** Shows another page. */
  showMore(): Promise<void>;
  /** Asks for all that is shown again; resolves when it is on the screen, or could not be had. */
  refetch(): Promise<void>;
  /** Takes in a task that the server answered with, where it is in the list. */
  take(task: TaskRowFragment): void;
}

/**
 * A person's tasks, page by page: what was seen last at once, then the server's. All pages that are shown are
 * asked for together, so that the rows are of one moment and none is missing between two pages. It is not told of
 * changes: whoever hears of them asks again.
 *
 * @param choice another one begins anew; null waits
 */
export function followTasks(choice: Accessor<TaskChoice | null>): TaskList {
  const client = useClient();
  const [state, setState] = createStore<{ rows: TaskRowFragment[] | undefined }>({ rows: undefined });
  const [hasMore, setHasMore] = createSignal(false);
  const [fault, setFault] = createSignal<Fault | null>(null);
  let pages = 1;
  /** Answers to an earlier choice are nobody's. */
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
    // What comes while an answer is under way may not be in it: it is asked for once more, however often.
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
      // While a search is typed the old rows stay until the new ones are there.
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
