import { phaseName } from "@pacekeeper/domain/tasks/pomodoro";
import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { type RunRowFragment, TaskHistoryDocument, type TaskHistoryQuery } from "../../generated/graphql.ts";
import { ask } from "../../lib/data/ask.ts";
import { followQuery } from "../../lib/data/query.ts";
import { useServices } from "../../lib/data/services.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { whenWords } from "../task-words.ts";
import { estimateWords } from "./length-words.ts";

type History = Extract<NonNullable<TaskHistoryQuery["node"]>, { readonly runs: unknown }>;

/** Every run of a task's timer. @param props.taskId null when closed */
export function HistoryDialog(props: { readonly taskId: string | null; readonly onClose: () => void }) {
  return (
    <FreshDialog id="history" title="History" isOpen={props.taskId !== null} onClose={props.onClose}>
      <Show when={props.taskId}>{(id) => <Runs taskId={id()} />}</Show>
    </FreshDialog>
  );
}

function Runs(props: { readonly taskId: string }) {
  const services = useServices();
  const query = followQuery(TaskHistoryDocument, () => ({ id: props.taskId, after: null }));
  const [further, setFurther] = createSignal<readonly RunRowFragment[]>([]);
  const [end, setEnd] = createSignal<History["runs"]["pageInfo"] | null>(null);
  const task = () => historyOf(query.data);
  const page = () => end() ?? task()?.runs.pageInfo;
  const runs = () => [...(task()?.runs.nodes ?? []), ...further()];

  async function showMore() {
    const after = page()?.endCursor ?? null;
    const { data } = await ask(services.client, TaskHistoryDocument, { id: props.taskId, after });
    const more = historyOf(data);
    if (!more) return;
    setFurther((before) => [...before, ...more.runs.nodes]);
    setEnd(more.runs.pageInfo);
  }
  return (
    <Switch fallback={<p data-quiet>Loading …</p>}>
      <Match when={task()}>
        {(known) => (
          <>
            <p data-quiet>
              {known().title}: {estimateWords(known().timerSeconds, known().ranSeconds)}
            </p>
            <Show when={runs().length > 0} fallback={<p>Its timer has not run yet.</p>}>
              <section data-ui="scroll" tabindex="0" aria-label="Table of runs">
                <table data-ui="table">
                  <thead>
                    <tr>
                      <th scope="col">Start</th>
                      <th scope="col" data-num>
                        Length
                      </th>
                      <th scope="col" data-num>
                        Ran
                      </th>
                      <th scope="col">End</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={runs()}>{(run) => <Run run={run} now={services.clock.now()} />}</For>
                  </tbody>
                </table>
              </section>
            </Show>
            <Show when={page()?.hasNextPage}>
              <button type="button" data-ui="button" onClick={() => void showMore()}>
                Show more
              </button>
            </Show>
          </>
        )}
      </Match>
      <Match when={query.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => query.refetch()} />}
      </Match>
      <Match when={query.data}>
        <p>This task no longer exists.</p>
      </Match>
    </Switch>
  );
}

function Run(props: { readonly run: RunRowFragment; readonly now: number }) {
  const ending = () => {
    const { endReason, phase } = props.run;
    const how = endReason === null ? "in progress" : endReason === "COMPLETED" ? "completed" : "stopped";
    if (phase === null) return how;
    return `${phaseName(phase).toLowerCase()}, ${how}`;
  };
  return (
    <tr>
      <th scope="row">{whenWords(props.run.startedAt, props.now)}</th>
      <td data-num>{formatDuration(props.run.lengthSeconds * 1000)}</td>
      <td data-num>{formatElapsed(props.run.ranSeconds * 1000)}</td>
      <td>{ending()}</td>
    </tr>
  );
}

function historyOf(data: TaskHistoryQuery | undefined): History | null {
  const node = data?.node;
  return node && "runs" in node ? node : null;
}
