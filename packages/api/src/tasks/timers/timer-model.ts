import { type TimerState, timerAt } from "@pacekeeper/domain/tasks/timer";
import type { Timer } from "../../generated/prisma/client.ts";

const epoch = (instant: Date | null) => instant?.getTime() ?? null;
const date = (instant: number | null) => (instant === null ? null : new Date(instant));

/** The columns of a timer's row that the rules use. */
export type TimerColumns = Pick<Timer, keyof TimerState>;

/** The rules' state of a timer's row. */
export function timerState(timer: TimerColumns): TimerState {
  const { endedAt, endsAt, lengthMs, pausedAt, remainingMs, runId, startedAt, status } = timer;
  return {
    status,
    runId,
    lengthMs,
    startedAt: epoch(startedAt),
    endsAt: epoch(endsAt),
    pausedAt: epoch(pausedAt),
    remainingMs,
    endedAt: epoch(endedAt),
  };
}

/** The columns of a state of the rules. */
export function timerColumns(state: TimerState): TimerColumns {
  const { endedAt, endsAt, lengthMs, pausedAt, remainingMs, runId, startedAt, status } = state;
  return {
    status,
    runId,
    lengthMs,
    startedAt: date(startedAt),
    endsAt: date(endsAt),
    pausedAt: date(pausedAt),
    remainingMs,
    endedAt: date(endedAt),
  };
}

/** A timer as every reader sees it at `now` (epoch ms), whether or not its end is stored yet. */
export function timerRowAt(timer: Timer, now: number): Timer {
  return { ...timer, ...timerColumns(timerAt(timerState(timer), now)) };
}
