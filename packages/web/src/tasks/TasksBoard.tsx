import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import { createSignal, Show } from "solid-js";
import { useServices } from "../lib/data/services.ts";
import { PageHead } from "../ui/Page.tsx";
import { CompletedList } from "./CompletedList.tsx";
import { QuickAdd } from "./QuickAdd.tsx";
import { TodoList } from "./TodoList.tsx";
import { TasksContext } from "./tasks-context.ts";
import { createTasksState } from "./tasks-state.ts";
import { HistoryDialog } from "./timers/HistoryDialog.tsx";
import { LastSevenDays } from "./timers/LastSevenDays.tsx";
import { PomodoroSettings } from "./timers/PomodoroSettings.tsx";
import { TimerCards } from "./timers/TimerCards.tsx";
import { timersLine } from "./timers/timer-view.ts";

/** A person's countdowns and tasks. @param props.wanted whether the page was opened to add a task */
export function TasksBoard(props: { readonly wanted: boolean }) {
  const services = useServices();
  const [history, setHistory] = createSignal<string | null>(null);
  const state = createTasksState(services, setHistory);
  const line = () => {
    const now = services.ticker.now();
    return timersLine(state.presses.shown().flatMap((timer) => readTimer(timer, now)?.state ?? []));
  };
  return (
    <TasksContext.Provider value={state}>
      <PageHead title="Tasks">{line()}</PageHead>
      <Show when={state.offline()}>
        <p data-ui="notice" data-tone="slow" role="status">
          The server is out of reach. Timers keep counting; changes need the server.
        </p>
      </Show>
      <QuickAdd add={state.add} wanted={props.wanted} />
      <TimerCards />
      <TodoList />
      <CompletedList list={state.completed} onOpen={state.openCompleted} />
      <LastSevenDays />
      <PomodoroSettings />
      <HistoryDialog taskId={history()} onClose={() => setHistory(null)} />
    </TasksContext.Provider>
  );
}
