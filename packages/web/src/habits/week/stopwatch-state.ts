import { type Accessor, createEffect, on } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { showToast, warn } from "../../lib/toasts.ts";
import { createAct } from "../../ui/form/act.ts";
import { minutesWords } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";

const UNDO_MS = 10_000;

/** A habit's stopwatch, for its buttons. */
export interface StopwatchState {
  /** Whether a press is in flight. */
  busy: Accessor<boolean>;
  /** Why the stopwatch was not stopped and keeps running; null if nothing was refused. */
  refusal: Accessor<string | null>;
  start(): void;
  /** Stops it and logs its time. */
  stop(): void;
  /** Stops it and logs nothing. */
  discard(): void;
  /** Dismisses the refusal and keeps it running. */
  forget(): void;
}

/** Starts and stops a habit's stopwatch. @param habit the displayed habit */
export function createStopwatch(
  habit: Accessor<Pick<HabitRowFragment, "id" | "name" | "stopwatchStartedAt">>,
): StopwatchState {
  const { changes } = useHabits();
  const act = createAct();
  // A refusal applies to one run of one habit only.
  createEffect(
    on(
      () => `${habit().id} ${habit().stopwatchStartedAt}`,
      () => act.clear(),
    ),
  );
  const undo = async (id: string) => {
    const outcome = await changes.deleteLog({ id });
    if ("refused" in outcome) warn(outcome.refused.words);
  };
  return {
    busy: act.busy,
    refusal: act.failure,
    forget: act.clear,
    start: () =>
      void act.run(async () => {
        const { id, name } = habit();
        const outcome = await changes.startStopwatch({ habitId: id });
        if ("refused" in outcome) warn(outcome.refused.words);
        else announce(`The stopwatch of ${name} is running.`);
        return null;
      }),
    stop: () =>
      void act.run(async () => {
        const { id, name } = habit();
        const outcome = await changes.stopStopwatch({ habitId: id, discard: false });
        if ("refused" in outcome) return outcome.refused.words;
        const { log } = outcome.taken;
        if (log === null) {
          announce(`The stopwatch of ${name} is not running.`);
        } else {
          showToast(`Logged: ${minutesWords(log.minutes)} of ${name}.`, {
            action: { label: "Undo", run: () => void undo(log.id) },
            forMs: UNDO_MS,
          });
        }
        return null;
      }),
    discard: () =>
      void act.run(async () => {
        const outcome = await changes.stopStopwatch({ habitId: habit().id, discard: true });
        if ("refused" in outcome) return outcome.refused.words;
        showToast("The stopwatch was discarded. Nothing was logged.");
        return null;
      }),
  };
}
