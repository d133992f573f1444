import { phaseName } from "@pacekeeper/domain/tasks/pomodoro";
import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import { For, Show } from "solid-js";
import type { RunRowFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { Pages } from "../../ui/Pages.tsx";
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
      <Show when={task()}>
        {(known) => (
          <p data-quiet>
            {known().title}: {estimateWords(known().timerSeconds, known().ranSeconds)}
          </p>
        )}
      </Show>
      <Pages pages={runs} isFilled={!!runs.rows?.length} none="Its timer has not run yet.">
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
      </Pages>
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
