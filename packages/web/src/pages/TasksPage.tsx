import { useLocation } from "@solidjs/router";
import { Match, Switch } from "solid-js";
import { createBecomeGuest } from "../accounts/door/become-guest.ts";
import { useMe } from "../accounts/me-context.ts";
import { CreateTaskDocument, type CreateTaskInput, type CreateTaskMutation } from "../generated/graphql.ts";
import { createSend, type Outcome } from "../lib/data/mutate.ts";
import { useServices } from "../lib/data/services.ts";
import { QuickAdd } from "../tasks/QuickAdd.tsx";
import { TasksBoard } from "../tasks/TasksBoard.tsx";
import type { WantedRun } from "../tasks/tasks-context.ts";
import { createPressSender } from "../tasks/timers/send-press.ts";
import { useLive } from "../tracking/live/live-context.ts";
import { liveTitle } from "../tracking/live/live-title.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { FaultNotice } from "../ui/FaultNotice.tsx";
import { Page, PageHead } from "../ui/Page.tsx";
import "../tasks/tasks.css";
import "../tasks/tasks-phone.css";

/** The tasks, each with a countdown timer. */
export default function TasksPage() {
  const { me, fault, refetch } = useMe();
  const live = useLive();
  const { ticker } = useServices();
  const location = useLocation();
  const wanted = location.hash === "#add";
  return (
    <Page name="tasks" title={liveTitle(live, ticker.now()) ?? "Tasks · Pacekeeper"}>
      <Switch fallback={<PageHead title="Tasks">&nbsp;</PageHead>}>
        <Match when={me()}>
          <TasksBoard wanted={wanted} />
        </Match>
        <Match when={me() === null}>
          <FirstTask wanted={wanted} />
        </Match>
        <Match when={fault()}>
          {(failed) => (
            <>
              <PageHead title="Tasks" />
              <FaultNotice fault={failed()} onRetry={refetch} />
            </>
          )}
        </Match>
      </Switch>
    </Page>
  );
}

/** The page of a visitor: the first task creates a guest. */
function FirstTask(props: { readonly wanted: boolean }) {
  const { became } = useMe();
  const becomeGuest = createBecomeGuest();
  const createTask = createSend(CreateTaskDocument);
  const sendPress = createPressSender();
  async function add(task: CreateTaskInput, run: WantedRun | null): Promise<Outcome<CreateTaskMutation>> {
    const guest = await becomeGuest();
    if ("refused" in guest) return { refused: { ...guest.refused, answer: null } };
    const made = await createTask({ input: task });
    if ("refused" in made) return made;
    const start = { action: "start", seconds: run?.seconds ?? 0, phase: null, worksDone: 0 } as const;
    if (run) await sendPress(made.taken.task.id, start);
    became(guest.taken.user);
    return made;
  }
  return (
    <>
      <PageHead title="Tasks">No timer is running</PageHead>
      <QuickAdd add={add} wanted={props.wanted} />
      <EmptyState level={2} title="Nothing to do yet">
        Add your first task above; a length at its end sets its timer.
      </EmptyState>
    </>
  );
}
