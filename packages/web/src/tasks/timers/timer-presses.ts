import { applyTimer, type TimerRequest, type TimerState } from "@pacekeeper/domain/tasks/timer";
import { stateOf } from "@pacekeeper/domain/tasks/told-timer";
import { type Accessor, createMemo, createSignal, on } from "solid-js";
import type { Services } from "../../lib/data/services.ts";
import { newId } from "../../lib/random-id.ts";
import { warn } from "../../lib/toasts.ts";
import type { LiveTimer, LiveTimers } from "./live-timers-context.ts";
import type { Press } from "./press.ts";
import { createPressSender } from "./send-press.ts";

export interface TimerPresses {
  /** The active timers with pending presses applied. Each keeps its place while it is shown. */
  shown: Accessor<readonly LiveTimer[]>;
  /**
   * Applies a press optimistically and sends it. A refusal restores the server's state and shows the reason in a
   * toast.
   *
   * @returns whether the server accepted it
   */
  press(timer: LiveTimer, press: Press): Promise<boolean>;
  pause(timer: LiveTimer): void;
  resume(timer: LiveTimer): void;
  stop(timer: LiveTimer): void;
  reset(timer: LiveTimer): void;
  extend(timer: LiveTimer, seconds: number): void;
  /** Resolves when the server has answered all presses of this timer so far. */
  answered(timer: LiveTimer): Promise<unknown>;
  /** A timer that is not active, made from its task. */
  idle(task: IdleTask): LiveTimer;
}

/** A task whose timer is idle. */
export interface IdleTask {
  readonly id: string;
  readonly title: string;
  readonly timerSeconds: number | null;
  readonly timer: { readonly id: string; readonly version: number };
}

/** Sends presses of timers, with optimistic updates. */
export function createTimerPresses({ clock }: Services, live: LiveTimers): TimerPresses {
  const sendPress = createPressSender();
  const [guesses, setGuesses] = createSignal<ReadonlyMap<string, LiveTimer>>(new Map());
  /** The last request per timer: presses of one timer are sent one after the other. */
  const underWay = new Map<string, Promise<unknown>>();
  const places: string[] = [];

  const shown = createMemo(
    on([live.timers, guesses], ([confirmed, guessed]) => {
      const timers = new Map(confirmed.map((timer) => [timer.id, timer]));
      for (const [id, guess] of guessed) {
        if (guess.status === "IDLE" || guess.status === "STOPPED") timers.delete(id);
        else timers.set(id, guess);
      }
      const stays = places.filter((id) => timers.has(id));
      places.splice(0, places.length, ...stays, ...[...timers.keys()].filter((id) => !stays.includes(id)));
      return places.flatMap((id) => timers.get(id) ?? []);
    }),
  );

  async function press(timer: LiveTimer, what: Press): Promise<boolean> {
    const guess = guessOf(timer, what, clock.now());
    if (guess === null) return false;
    setGuesses((before) => new Map(before).set(timer.id, guess));
    const sent = (underWay.get(timer.id) ?? Promise.resolve()).then(() => sendPress(timer.task.id, what));
    underWay.set(timer.id, sent);
    const { timer: answered, refusal } = await sent;
    if (answered) {
      clock.hear(Date.parse(answered.serverTime));
      live.hear(answered);
    }
    // A later press of the same timer has its own guess, which stays until that press is answered.
    const isLast = underWay.get(timer.id) === sent;
    if (isLast) underWay.delete(timer.id);
    if (isLast || refusal !== null) {
      setGuesses((before) => new Map([...before].filter(([id]) => id !== timer.id)));
    }
    if (refusal !== null) warn(refusal);
    return refusal === null;
  }
  const simply = (action: "pause" | "resume" | "stop" | "reset") => (timer: LiveTimer) =>
    void press(timer, { action });

  return {
    shown,
    press,
    pause: simply("pause"),
    resume: simply("resume"),
    stop: simply("stop"),
    reset: simply("reset"),
    extend: (timer, seconds) =>
      void press(timer, { action: "extend", seconds, idempotencyKey: newId(Date.now()) }),
    answered: (timer) => underWay.get(timer.id) ?? Promise.resolve(),
    idle: (task) => idleTimer(task, clock.now()),
  };
}

/** Predicts the timer after a press with the server's own rule; null if the rule refuses the press. */
export function guessOf(timer: LiveTimer, press: Press, now: number): LiveTimer | null {
  const step = applyTimer(stateOf(timer), requestOf(press), now);
  if (!step.ok) return null;
  const inPlan = press.action === "start" ? { phase: press.phase, worksDone: press.worksDone } : {};
  return { ...timer, ...fieldsOf(step.timer), ...inPlan };
}

function requestOf(press: Press): TimerRequest {
  // Only the server assigns a run id. Nothing is announced for a guess, so an empty id is enough.
  const runId = "";
  if (press.action === "start") return { action: "start", lengthMs: press.seconds * 1000, runId };
  if (press.action === "extend") return { action: "extend", byMs: press.seconds * 1000, runId };
  return { action: press.action };
}

function fieldsOf(state: TimerState) {
  const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    status: state.status,
    runId: state.runId,
    lengthSeconds: state.lengthMs === null ? null : state.lengthMs / 1000,
    startedAt: instant(state.startedAt),
    endsAt: instant(state.endsAt),
    pausedAt: instant(state.pausedAt),
    endedAt: instant(state.endedAt),
    remainingSeconds: state.remainingMs === null ? null : state.remainingMs / 1000,
  };
}

function idleTimer({ id, title, timerSeconds, timer }: IdleTask, now: number): LiveTimer {
  return {
    id: timer.id,
    version: timer.version,
    status: "IDLE",
    lengthSeconds: timerSeconds,
    runId: null,
    startedAt: null,
    endsAt: null,
    pausedAt: null,
    endedAt: null,
    remainingSeconds: null,
    phase: null,
    worksDone: 0,
    serverTime: new Date(now).toISOString(),
    task: { id, title, timerSeconds },
    lastRun: null,
  };
}
