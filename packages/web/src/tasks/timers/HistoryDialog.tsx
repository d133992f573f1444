import { phaseName } from "@pacekeeper/domain/tasks/pomodoro";
import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import { For, Match, Show, Switch } from "solid-js";
import type { RunRowFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { FaultNotice } from "../../ui/FaultNotice.tsx";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { whenWords } from "../task-words.ts";
import { estimateWords } from "./length-words.ts";
import { followHistory } from "./task-history.ts";

/** Every run of a task's timer. @param props.taskId null when closed */
export function HistoryDialog(props: { readonly taskId: string | null; readonly onClose: () => void }) {
  return (
    <FreshDialog id="history" title="History" isOpen={props.taskId !== null} onClose={props.onClose}>
      <Show when={props.taskId}>{(id) => <Runs taskId={id()} />}</Show>
    </FreshDialog>
  );
}

function Runs(props: { readonly taskId: string }) {
  const { clock } = useServices();
  const { task, runs } = followHistory(() => props.taskId);
  return (
    <>
      <Show when={runs.fault}>
        {(fault) => <FaultNotice fault={fault()} onRetry={() => void runs.refetch()} />}
      </Show>
      <Show when={task()}>
        {(known) => (
          <p data-quiet>
            {known().title}: {estimateWords(known().timerSeconds, known().ranSeconds)}
          </p>
        )}
      </Show>
      <Switch fallback={<Show when={!runs.fault}>{<p data-quiet>Loading …</p>}</Show>}>
        <Match when={runs.rows?.length}>
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
                <For each={runs.rows}>{(run) => <Run run={run} now={clock.now()} />}</For>
              </tbody>
            </table>
          </section>
        </Match>
        <Match when={runs.rows}>
          <p>Its timer has not run yet.</p>
        </Match>
      </Switch>
      <Show when={runs.hasMore}>
        <button type="button" data-ui="button" onClick={() => void runs.showMore()}>
          Show more
        </button>
      </Show>
    </>
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
