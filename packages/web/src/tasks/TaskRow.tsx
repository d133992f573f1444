import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import type { TaskRowFragment } from "../generated/graphql.ts";
import { Icon } from "../ui/Icon.tsx";
import { MoreMenu } from "../ui/MoreMenu.tsx";
import { IconButton } from "./IconButton.tsx";
import { passFocusOn } from "./pass-focus-on.ts";
import { LengthAsk, TaskEdit } from "./TaskEdit.tsx";
import { TaskIcon } from "./TaskIcon.tsx";
import { type TasksState, useTasks, type WantedRun } from "./tasks-context.ts";
import { estimateWords } from "./timers/length-words.ts";

interface RowProps {
  readonly task: TaskRowFragment;
  /** Whether this row is the list's tab stop; the arrow keys move to the other rows. */
  readonly isStop: boolean;
  /** Moves the row by one place, and does nothing at an end of the list; null if the list cannot be reordered. */
  readonly move: ((by: -1 | 1) => void) | null;
  readonly onGrip: (event: PointerEvent) => void;
  readonly onFocus: () => void;
  /** Moves the focus to the next or previous row. */
  readonly step: (by: -1 | 1) => void;
  /** Called when the row begins to be edited, and when that is done. */
  readonly onEdited: (isEdited: boolean) => void;
}

/** An open task. Enter or E edits it, Alt and an arrow key move it, Delete deletes it. */
export function TaskRow(props: RowProps) {
  const { changes, offline, plan, showHistory, start } = useTasks();
  const [mode, setMode] = createSignal<"shown" | "edited" | "asked">("shown");
  let row: HTMLLIElement | undefined;
  passFocusOn(() => row);
  createEffect(on(() => mode() === "edited", props.onEdited, { defer: true }));
  const title = () => props.task.title;
  const isStruck = () => changes.isStruck(props.task.id);

  function shown() {
    setMode("shown");
    row?.focus();
  }
  function startOrAsk() {
    const { timerSeconds } = props.task;
    if (timerSeconds === null) setMode("asked");
    else run({ seconds: timerSeconds });
  }
  const run = (wanted: WantedRun) => start(props.task, wanted);
  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || mode() !== "shown") return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
    const act = by === null ? keyed(event) : () => (event.altKey ? props.move?.(by) : props.step(by));
    if (!act) return;
    event.preventDefault();
    act();
  }
  function keyed({ altKey, key, currentTarget, target }: KeyboardEvent): (() => void) | undefined {
    if (altKey || offline()) return undefined;
    if (key.toLowerCase() === "e") return () => setMode("edited");
    // A button inside the row handles these keys itself.
    if (target !== currentTarget) return undefined;
    if (key === "Enter") return () => setMode("edited");
    if (key === " ") return () => void changes.complete(props.task);
    return key === "Delete" ? remove : undefined;
  }
  const remove = () => void changes.remove(props.task);

  return (
    <li
      ref={row}
      data-task={props.task.id}
      data-struck={isStruck() || undefined}
      data-mode={mode()}
      tabindex={props.isStop ? 0 : -1}
      aria-keyshortcuts="Enter E Delete Alt+ArrowUp Alt+ArrowDown"
      onKeyDown={onKey}
      onFocusIn={() => props.onFocus()}
    >
      <Switch>
        <Match when={mode() === "edited"}>
          <TaskEdit task={props.task} onDone={shown} />
        </Match>
        <Match when={true}>
          <Show when={props.move}>
            <span data-part="grip" aria-hidden="true" onPointerDown={props.onGrip}>
              <TaskIcon name="grip" small />
            </span>
          </Show>
          <label data-part="tick">
            <input
              type="checkbox"
              data-ui="check"
              checked={isStruck()}
              disabled={offline()}
              aria-label={`Complete ${title()}`}
              onChange={() => void changes.complete(props.task)}
            />
          </label>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; Enter and the menu do the same */}
          <span onDblClick={() => !offline() && setMode("edited")}>
            <b>{title()}</b>
            <Show when={props.task.description}>
              <small>{props.task.description}</small>
            </Show>
          </span>
          <Show
            when={mode() === "asked"}
            fallback={
              <>
                <span data-part="len" data-faint={props.task.timerSeconds === null ? "" : undefined}>
                  {estimateWords(props.task.timerSeconds, props.task.ranSeconds)}
                </span>
                <IconButton label={`Start ${title()}`} offline={offline()} onPress={startOrAsk}>
                  <Icon name="play" />
                </IconButton>
              </>
            }
          >
            <LengthAsk task={props.task} onLength={(seconds) => run({ seconds })} onDone={shown} />
          </Show>
          <RowMenu
            task={props.task}
            offline={offline()}
            move={props.move}
            plan={plan()}
            onEdit={() => setMode("edited")}
            onAsk={() => setMode("asked")}
            onRun={run}
            onHistory={() => showHistory(props.task.id)}
            onRemove={remove}
          />
        </Match>
      </Switch>
    </li>
  );
}

function RowMenu(props: {
  readonly task: TaskRowFragment;
  readonly offline: boolean;
  readonly move: RowProps["move"];
  readonly plan: ReturnType<TasksState["plan"]>;
  readonly onEdit: () => void;
  readonly onAsk: () => void;
  readonly onRun: (run: WantedRun) => void;
  readonly onHistory: () => void;
  readonly onRemove: () => void;
}) {
  return (
    <MoreMenu id={`more-${props.task.id}`} label={`More for ${props.task.title}`}>
      <button type="button" disabled={props.offline} onClick={() => props.onEdit()}>
        <TaskIcon name="edit" />
        Edit <kbd>E</kbd>
      </button>
      <button type="button" disabled={props.offline} onClick={() => props.onAsk()}>
        <Icon name="play" />
        Start with another length
      </button>
      <Show when={props.plan}>
        {(plan) => (
          <button
            type="button"
            disabled={props.offline}
            onClick={() => props.onRun({ seconds: plan().workSeconds, isWork: true })}
          >
            <Icon name="today" />
            Start pomodoro
          </button>
        )}
      </Show>
      <button type="button" onClick={() => props.onHistory()}>
        <TaskIcon name="history" />
        History
      </button>
      <Show when={props.move}>
        {(move) => (
          <>
            <hr />
            <button type="button" disabled={props.offline} onClick={() => move()(-1)}>
              <TaskIcon name="up" />
              Move up
            </button>
            <button type="button" disabled={props.offline} onClick={() => move()(1)}>
              <TaskIcon name="down" />
              Move down
            </button>
          </>
        )}
      </Show>
      <hr />
      <button type="button" data-tone="danger" disabled={props.offline} onClick={() => props.onRemove()}>
        <Icon name="trash" />
        Delete
      </button>
    </MoreMenu>
  );
}
