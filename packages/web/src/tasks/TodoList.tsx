import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import type { TaskRowFragment } from "../generated/graphql.ts";
import { announce } from "../lib/announcer.ts";
import { counted } from "../lib/count-words.ts";
import { whenSlow } from "../lib/when-slow.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { keepFocus } from "../ui/keep-focus.ts";
import { createRowDrag } from "../ui/row-drag.ts";
import { SearchField } from "./SearchField.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { useTasks } from "./tasks-context.ts";
import { lengthWords } from "./timers/length-words.ts";

/** Open tasks without a countdown on the screen, in order. */
export function TodoList() {
  const { arriving, changes, facts, offline, open, order, presses, search } = useTasks();
  const [stop, setStop] = createSignal<string | null>(null);
  let list: HTMLUListElement | undefined;
  const watched = createMemo(() => new Set(presses.shown().map(({ task }) => task.id)));
  const all = createMemo(() => order.ordered(open.rows ?? []));
  const [edited, setEdited] = createSignal<ReadonlySet<string>>(new Set());
  // A row that is being edited stays until that is done, also if the task is completed, started or deleted elsewhere.
  const rows = createMemo<readonly TaskRowFragment[]>((before) => {
    const present = all().filter(({ id }) => !watched().has(id) && !changes.isGone(id));
    const kept = before.filter(({ id }) => edited().has(id) && !present.some((task) => task.id === id));
    return kept.reduce((rows, task) => rows.toSpliced(before.indexOf(task), 0, task), present);
  }, []);
  keepFocus(rows, () => list);
  const ids = createMemo(() => rows().map(({ id }) => id));
  const slow = whenSlow(() => open.rows === undefined && open.fault === null);
  const stopAt = () => {
    const at = stop();
    return at !== null && ids().includes(at) ? at : ids()[0];
  };
  const line = () => {
    if (search() !== "") return `${counted(rows().length, "task")} found`;
    const totals = facts.facts?.taskTotals;
    if (!totals) return "";
    const timers = presses.shown();
    const seconds = timers.reduce((sum, { task }) => sum - (task.timerSeconds ?? 0), totals.openSeconds);
    const count = counted(Math.max(0, totals.open - timers.length), "task");
    return seconds >= 1 ? `${count}, ${lengthWords(seconds)} with a length` : count;
  };

  const rowElements = () => [...(list?.querySelectorAll<HTMLElement>(":scope > [data-task]") ?? [])];
  /** The order of the rows when a drag started, because rows may be added or removed during the drag. */
  let held: readonly string[] = [];
  const drag = createRowDrag({
    rows: rowElements,
    onDrop: (from, to) => moveTo(held[from], held[to]),
  });
  /** A filtered list cannot be reordered. */
  const isOrdered = () => search() === "" && !offline();

  function moveTo(id: string | undefined, placeOf: string | undefined) {
    const task = rows().find((row) => row.id === id);
    const other = rows().find((row) => row.id === placeOf);
    if (!task || !other) return;
    announce(`${task.title}, ${ids().indexOf(other.id) + 1} of ${rows().length}`);
    const allIds = all().map(({ id }) => id);
    void order.move(allIds, task.id, allIds.indexOf(other.id));
  }
  function moveBy(task: TaskRowFragment, by: -1 | 1) {
    moveTo(task.id, ids()[ids().indexOf(task.id) + by]);
    // A row loses the focus when it moves in the document.
    focus(task.id);
  }
  function focus(id: string) {
    setStop(id);
    queueMicrotask(() =>
      rowElements()
        .find((row) => row.dataset.task === id)
        ?.focus(),
    );
  }
  /** Moves the focus; from the last row, down goes back to the previous row. */
  function step(task: TaskRowFragment, by: -1 | 1) {
    const index = ids().indexOf(task.id);
    const next = ids()[index + by] ?? (by === 1 ? ids()[index - 1] : undefined);
    if (next !== undefined) focus(next);
  }

  return (
    <section data-ui="card" data-flush aria-labelledby="todo-h">
      <header>
        <h2 id="todo-h">To do</h2>
        <p>{line()}</p>
        <SearchField />
      </header>
      <Show when={open.fault && !offline() ? open.fault : null}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => void open.refetch()} />}
      </Show>
      <Switch fallback={<Waiting visible={slow()} />}>
        <Match when={rows().length > 0 || arriving().length > 0}>
          <ul data-part="tasklist" ref={list} aria-label="Tasks to do">
            <For each={rows()}>
              {(task, index) => (
                <TaskRow
                  task={task}
                  isStop={stopAt() === task.id}
                  move={isOrdered() ? (by) => moveBy(task, by) : null}
                  onGrip={(event) => {
                    held = ids();
                    drag(event, index());
                  }}
                  onFocus={() => setStop(task.id)}
                  step={(by) => step(task, by)}
                  onEdited={(isEdited) => setEdited((ids) => withOrWithout(ids, task.id, isEdited))}
                />
              )}
            </For>
            <For each={arriving().filter((title) => all().at(-1)?.title !== title)}>
              {(title) => (
                <li data-arriving>
                  <span>
                    <b>{title}</b>
                    <small>Being added …</small>
                  </span>
                </li>
              )}
            </For>
          </ul>
          <Show when={open.hasMore}>
            <p data-part="show-more">
              <button type="button" data-ui="button" onClick={() => void open.showMore()}>
                Show more
              </button>
            </p>
          </Show>
        </Match>
        <Match when={open.rows && search() !== ""}>
          <p data-part="none">No open task has “{search()}” in its title or description.</p>
        </Match>
        <Match when={open.rows}>
          <EmptyState title={watched().size > 0 ? "Nothing else to do" : "Nothing to do yet"}>
            Write a task above; a length at its end gives it a timer.
          </EmptyState>
        </Match>
        <Match when={open.fault && offline()}>
          <p data-part="none">Can’t reach the server, so your tasks can’t be shown.</p>
        </Match>
      </Switch>
    </section>
  );
}

function Waiting(props: { readonly visible: boolean }) {
  return (
    <ul data-part="tasklist" aria-busy="true" aria-label="Tasks to do">
      <For each={[0, 1, 2]}>
        {() => (
          <li>
            <span>
              <i data-ui={props.visible ? "skeleton" : undefined} data-part="blank" />
            </span>
          </li>
        )}
      </For>
    </ul>
  );
}

function withOrWithout(ids: ReadonlySet<string>, id: string, isWith: boolean): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(isWith ? [...others, id] : others);
}
