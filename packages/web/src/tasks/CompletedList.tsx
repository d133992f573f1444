import { formatElapsed } from "@pacekeeper/domain/time/duration";
import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { TaskRowFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Icon } from "../ui/Icon.tsx";
import { MoreMenu } from "../ui/MoreMenu.tsx";
import { TaskIcon } from "./TaskIcon.tsx";
import type { TaskList } from "./task-list.ts";
import { whenWords } from "./task-words.ts";
import { useTasks } from "./tasks-context.ts";

/** Completed tasks, latest first. Fetched when the section is first opened. */
export function CompletedList(props: { readonly list: TaskList; readonly onOpen: () => void }) {
  const { changes, facts, offline, search } = useTasks();
  const rows = createMemo(() => props.list.rows?.filter(({ id }) => !changes.isGone(id)));
  const count = () => facts.facts?.taskTotals.completedThisWeek;
  return (
    <details data-part="done" onToggle={(event) => event.currentTarget.open && props.onOpen()}>
      <summary>
        Completed{" "}
        <Show when={count() !== undefined}>
          <span data-faint>{count()} this week</span>
        </Show>
      </summary>
      <Switch fallback={<p data-part="none">Loading …</p>}>
        <Match when={rows()?.length}>
          <ul data-part="tasklist" data-done aria-label="Completed tasks">
            <For each={rows()}>{(task) => <CompletedRow task={task} />}</For>
          </ul>
          <Show when={props.list.hasMore}>
            <p data-part="show-more">
              <button type="button" data-ui="button" onClick={() => void props.list.showMore()}>
                Show more
              </button>
            </p>
          </Show>
        </Match>
        <Match when={rows()}>
          <p data-part="none">{search() ? `No completed task has “${search()}”.` : "None yet."}</p>
        </Match>
        <Match when={!offline() && props.list.fault}>
          {(fault) => <FaultNotice fault={fault()} onRetry={() => void props.list.refetch()} />}
        </Match>
        <Match when={props.list.fault}>
          <p data-part="none">Can’t reach the server, so completed tasks can’t be shown.</p>
        </Match>
      </Switch>
    </details>
  );
}

function CompletedRow(props: { readonly task: TaskRowFragment }) {
  const { changes, offline, showHistory } = useTasks();
  const { clock } = useServices();
  const when = () => (props.task.completedAt ? whenWords(props.task.completedAt, clock.now()) : "");
  return (
    <li>
      <label data-part="tick">
        <input
          type="checkbox"
          data-ui="check"
          checked
          disabled={offline()}
          aria-label={`Reopen ${props.task.title}`}
          onChange={() => void changes.reopen(props.task)}
        />
      </label>
      <span>
        <b>{props.task.title}</b>
        <small>{when()}</small>
      </span>
      <Show when={props.task.ranSeconds >= 1}>
        <span data-part="len">
          <span data-visually="hidden">ran </span>
          {formatElapsed(props.task.ranSeconds * 1000)}
        </span>
      </Show>
      <MoreMenu id={`more-${props.task.id}`} label={`More for ${props.task.title}`}>
        <button type="button" disabled={offline()} onClick={() => void changes.reopen(props.task)}>
          <Icon name="undo" />
          Reopen
        </button>
        <button type="button" onClick={() => showHistory(props.task.id)}>
          <TaskIcon name="history" />
          History
        </button>
        <hr />
        <button
          type="button"
          data-tone="danger"
          disabled={offline()}
          onClick={() => void changes.remove(props.task)}
        >
          <Icon name="trash" />
          Delete
        </button>
      </MoreMenu>
    </li>
  );
}
