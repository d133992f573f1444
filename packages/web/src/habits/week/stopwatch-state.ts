import { type Accessor, createEffect, createSignal, on } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { tell, warn } from "../../lib/toasts.ts";
import { minutesWords } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";

const UNDO_MS = 10_000;

/** A habit's stopwatch, for its buttons. */
export interface StopwatchState {
  /** Whether a press is in flight. */
  busy: Accessor<boolean>;
  /** Why the stopwatch was not stopped and keeps running; null if nothing was refused. */
  refusal: Accessor<string | null>;
  start(): Promise<void>;
  /** Stops it and logs its time. */
  stop(): Promise<void>;
  /** Stops it and logs nothing. */
  discard(): Promise<void>;
  /** Dismisses the refusal and keeps it running. */
  forget(): void;
}

/** Starts and stops a habit's stopwatch. @param habit the displayed habit */
export function createStopwatch(
  habit: Accessor<Pick<HabitRowFragment, "id" | "name" | "stopwatchStartedAt">>,
): StopwatchState {
  const { changes, offline } = useHabits();
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<string | null>(null);
  // A refusal applies to one run of one habit only.
  createEffect(
    on(
      () => `${habit().id} ${habit().stopwatchStartedAt}`,
      () => setRefusal(null),
    ),
  );
  async function once(work: () => Promise<void>) {
    if (busy() || offline()) return;
    setBusy(true);
    setRefusal(null);
    await work();
    setBusy(false);
  }
  const undo = async (id: string) => {
    const outcome = await changes.deleteLog({ id });
    if ("refused" in outcome) warn(outcome.refused.words);
  };
  return {
    busy,
    refusal,
    forget: () => setRefusal(null),
    start: () =>
      once(async () => {
        const { id, name } = habit();
        const outcome = await changes.startStopwatch({ habitId: id });
        if ("refused" in outcome) return warn(outcome.refused.words);
        announce(`The stopwatch of ${name} is running.`);
      }),
    stop: () =>
      once(async () => {
        const { id, name } = habit();
        const outcome = await changes.stopStopwatch({ habitId: id, discard: false });
        if ("refused" in outcome) return void setRefusal(outcome.refused.words);
        const { log } = outcome.taken;
        if (log === null) return announce(`The stopwatch of ${name} is not running.`);
        tell(`Logged: ${minutesWords(log.minutes)} of ${name}.`, {
          action: { label: "Undo", run: () => void undo(log.id) },
          forMs: UNDO_MS,
        });
      }),
    discard: () =>
      once(async () => {
        const outcome = await changes.stopStopwatch({ habitId: habit().id, discard: true });
        if ("refused" in outcome) return void setRefusal(outcome.refused.words);
        tell("The stopwatch was discarded. Nothing was logged.");
      }),
  };
}
