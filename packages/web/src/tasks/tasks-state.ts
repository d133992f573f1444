import { createEffect, createMemo, createSignal, on } from "solid-js";
import { CreateTaskDocument, UpdateTaskDocument } from "../generated/graphql.ts";
import { announce } from "../lib/announcer.ts";
import { createSend } from "../lib/data/mutate.ts";
import type { Services } from "../lib/data/services.ts";
import { warn } from "../lib/toasts.ts";
import { createOrder } from "../ui/order.ts";
import { createTaskChanges } from "./task-changes.ts";
import { followTaskFacts } from "./task-facts.ts";
import { followTasks, type TaskList } from "./task-list.ts";
import type { TasksState } from "./tasks-context.ts";
import { useLiveTimers } from "./timers/live-timers-context.ts";
import { createTimerPresses } from "./timers/timer-presses.ts";

/** The state of the Tasks page, composed of its parts. @param showHistory opens the history of a task's runs */
export function createTasksState(
  services: Services,
  showHistory: TasksState["showHistory"],
): TasksState & { readonly completed: TaskList; openCompleted(): void } {
  const [search, setSearch] = createSignal("");
  const [completedWanted, setCompletedWanted] = createSignal(false);
  const [arriving, setArriving] = createSignal<readonly string[]>([]);
  const open = followTasks(() => ({ completed: false, search: search() }));
  const completed = followTasks(() => (completedWanted() ? { completed: true, search: search() } : null));
  const refetch = () => Promise.all([open.refetch(), completed.refetch()]).then(() => undefined);
  const createTask = createSend(CreateTaskDocument);
  const updateTask = createSend(UpdateTaskDocument);
  const facts = followTaskFacts((change) => {
    if (change?.kind === "DELETED" && change.deletedId) {
      open.remove(change.deletedId);
      completed.remove(change.deletedId);
    } else if (change?.kind === "CHANGED" && change.task && search() === "") lists.take(change.task);
    // It has another place, or may now match the search.
    else void refetch();
  });
  const presses = createTimerPresses(services, useLiveTimers());
  // A task's row includes its timer's total, but the list does not hear of timers: refetch it when one ends.
  const watched = createMemo(() => presses.shown().length);
  createEffect(on(watched, (now, before) => before !== undefined && now < before && void open.refetch()));
  const offline = () => services.connection.state() === "offline";
  const lists = {
    refetch: async () => {
      void facts.refetch();
      await refetch();
    },
    take: (task: Parameters<TaskList["take"]>[0]) => {
      open.take(task);
      completed.take(task);
    },
  };
  const start: TasksState["start"] = (task, { seconds, isWork = false }) => {
    if (offline()) return;
    announce(`${task.title} started.`);
    const phase = isWork ? "WORK" : null;
    void presses.press(presses.idle(task), { action: "start", seconds, phase, worksDone: 0 });
  };
  return {
    open,
    completed,
    facts,
    presses,
    search,
    setSearch,
    offline,
    arriving,
    start,
    showHistory,
    changes: createTaskChanges(lists),
    order: createOrder((id, position) => updateTask({ input: { id, position } }), open.refetch),
    plan: () => facts.facts?.pomodoroPlan ?? null,
    openCompleted: () => setCompletedWanted(true),
    async add(task, run) {
      setArriving((titles) => [...titles, task.title]);
      const outcome = await createTask({ input: task });
      if ("taken" in outcome) {
        if (run) start(outcome.taken.task, run);
        await lists.refetch();
      }
      setArriving((titles) => titles.filter((_, index) => index !== titles.indexOf(task.title)));
      return outcome;
    },
  };
}

/** Warns that a line was not added, with an action that puts it back in the field. */
export function warnNotAdded(line: string, refusal: string, putBack: () => void): void {
  warn(`“${line}” was not added. ${refusal}`, {
    action: { label: "Put it back", run: putBack },
    forMs: 20_000,
  });
}
