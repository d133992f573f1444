import { formatElapsed } from "@pacekeeper/domain/time/duration";
import { Show } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { useServices } from "../../lib/data/services.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useHabits } from "../habits-context.ts";
import type { StopwatchState } from "./stopwatch-state.ts";

/** Starts the stopwatch, or shows its time and stops it. */
export function Stopwatch(props: {
  readonly habit: Pick<HabitRowFragment, "stopwatchStartedAt">;
  readonly stopwatch: StopwatchState;
}) {
  const { offline } = useHabits();
  const { ticker } = useServices();
  const words = (usual: string) => (offline() ? "Needs the server" : usual);
  return (
    <Show
      when={props.habit.stopwatchStartedAt}
      fallback={
        <button
          type="button"
          data-ui="button"
          data-tone="quiet"
          aria-busy={props.stopwatch.busy() || undefined}
          aria-disabled={offline() || undefined}
          onClick={() => props.stopwatch.start()}
        >
          <Icon name="play" />
          {words("Start the stopwatch")}
        </button>
      }
    >
      {(startedAt) => (
        <span data-part="stopwatch">
          <span role="timer" aria-label="Stopwatch">
            {formatElapsed(ticker.now() - Date.parse(startedAt()))}
          </span>
          <button
            type="button"
            data-ui="button"
            aria-busy={props.stopwatch.busy() || undefined}
            aria-disabled={offline() || undefined}
            onClick={() => props.stopwatch.stop()}
          >
            <Icon name="stop" />
            {words("Stop and log")}
          </button>
        </span>
      )}
    </Show>
  );
}

/** Why the stopwatch is still running, and what to do about it. */
export function StopwatchNotice(props: { readonly words: string; readonly stopwatch: StopwatchState }) {
  return (
    <div data-ui="notice" data-tone="slow" role="alert">
      <Icon name="warning" />
      <p>{props.words}</p>
      <button type="button" data-ui="button" data-size="s" onClick={() => props.stopwatch.forget()}>
        Keep it running
      </button>
      <button
        type="button"
        data-ui="button"
        data-tone="danger-quiet"
        data-size="s"
        onClick={() => props.stopwatch.discard()}
      >
        Discard
      </button>
    </div>
  );
}
