export const TIMER_STATUSES = ["IDLE", "RUNNING", "PAUSED", "COMPLETED", "STOPPED"] as const;
export type TimerStatus = (typeof TIMER_STATUSES)[number];

export const TIMER_ACTIONS = ["start", "pause", "resume", "extend", "stop", "reset"] as const;
export type TimerAction = (typeof TIMER_ACTIONS)[number];

/**
 * The actions that each state allows. The server enforces this table, and buttons read it. A start after any end,
 * and an extension past the end, begin a new run; a reset takes an ended run off the screen.
 */
export const ALLOWED_ACTIONS: Readonly<Record<TimerStatus, readonly TimerAction[]>> = {
  IDLE: ["start"],
  RUNNING: ["pause", "extend", "stop"],
  PAUSED: ["resume", "extend", "stop"],
  COMPLETED: ["start", "extend", "reset"],
  STOPPED: ["start", "reset"],
};

const SECOND = 1000;
/** Lengths that a timer may have, in milliseconds: a second to a day. */
export const SHORTEST_TIMER_MS = SECOND;
export const LONGEST_TIMER_MS = 24 * 3600 * SECOND;

/** A timer as it is stored. Instants in epoch milliseconds, lengths in milliseconds. */
export interface TimerState {
  /** As it was stored; `timerAt` gives the status at a moment. */
  readonly status: TimerStatus;
  /** The current or last run; null before the first. */
  readonly runId: string | null;
  /** The run's length with its extensions; null before the first. */
  readonly lengthMs: number | null;
  readonly startedAt: number | null;
  /** While running: when it will be over. */
  readonly endsAt: number | null;
  /** While paused: since when, and what is left. */
  readonly pausedAt: number | null;
  readonly remainingMs: number | null;
  /** When the last run ended: the overrun counts from here. */
  readonly endedAt: number | null;
}

export const IDLE_TIMER: TimerState = {
  status: "IDLE",
  runId: null,
  lengthMs: null,
  startedAt: null,
  endsAt: null,
  pausedAt: null,
  remainingMs: null,
  endedAt: null,
};

/**
 * A timer at a moment. A running timer whose end has passed counts as completed at that end, for every reader and
 * writer, whether or not the completion is stored yet.
 */
export function timerAt(timer: TimerState, now: number): TimerState {
  if (timer.status !== "RUNNING" || timer.endsAt === null || timer.endsAt > now) return timer;
  return { ...timer, status: "COMPLETED", endsAt: null, endedAt: timer.endsAt };
}

/** Statuses of watched timers, in the order of the server's list. */
export const WATCHED_STATUSES: readonly TimerStatus[] = ["RUNNING", "PAUSED", "COMPLETED"];

/** Whether a timer has a run that has not ended. */
export function hasOpenRun({ status }: Pick<TimerState, "status">): boolean {
  return status === "RUNNING" || status === "PAUSED";
}

/**
 * What is left of the current run, in milliseconds. Negative: how long ago the last run completed. Null: there is
 * nothing to count, before the first run and after a stop.
 *
 * @example a run of 25 min, read 10 min after its start: 900_000; read 26 min after it: −60_000
 */
export function remainingMs(timer: TimerState, now: number): number | null {
  const { endedAt, endsAt, remainingMs: left, status } = timerAt(timer, now);
  if (status === "RUNNING" && endsAt !== null) return endsAt - now;
  if (status === "PAUSED") return left;
  if (status === "COMPLETED" && endedAt !== null) return endedAt - now;
  return null;
}

/**
 * How long the current or last run has run without its pauses, in milliseconds: its length less what is left.
 */
export function ranMs(timer: TimerState, now: number): number {
  const { lengthMs, remainingMs: left, status, endsAt } = timerAt(timer, now);
  if (lengthMs === null) return 0;
  if (status === "RUNNING" && endsAt !== null) return lengthMs - (endsAt - now);
  return lengthMs - (left ?? 0);
}

/** A request to a timer. `runId` is the id of the run that begins, if one does. */
export type TimerRequest =
  | { readonly action: "start"; readonly lengthMs: number; readonly runId: string }
  | { readonly action: "extend"; readonly byMs: number; readonly runId: string }
  | { readonly action: "pause" | "resume" | "stop" | "reset" };

export type TimerStep =
  | { readonly ok: true; readonly timer: TimerState }
  | { readonly ok: false; readonly refusal: "NotNow"; readonly status: TimerStatus }
  | { readonly ok: false; readonly refusal: "TooLong" };

/** A timer after a request. A refusal changes nothing; a request that comes after the end has lost the race. */
export function applyTimer(before: TimerState, request: TimerRequest, now: number): TimerStep {
  const timer = timerAt(before, now);
  if (!ALLOWED_ACTIONS[timer.status].includes(request.action)) {
    return { ok: false, refusal: "NotNow", status: timer.status };
  }
  switch (request.action) {
    case "start":
      return begun(request.lengthMs, request.runId, now);
    case "extend":
      return extended(timer, request.byMs, request.runId, now);
    case "pause":
      return done({
        ...timer,
        status: "PAUSED",
        endsAt: null,
        pausedAt: now,
        remainingMs: remainingMs(timer, now),
      });
    case "resume":
      return done({
        ...timer,
        status: "RUNNING",
        endsAt: now + (timer.remainingMs ?? 0),
        pausedAt: null,
        remainingMs: null,
      });
    case "stop":
      return done({
        ...timer,
        status: "STOPPED",
        endsAt: null,
        pausedAt: null,
        endedAt: now,
        remainingMs: remainingMs(timer, now),
      });
    case "reset":
      return done({ ...IDLE_TIMER, runId: timer.runId });
  }
}

const done = (timer: TimerState): TimerStep => ({ ok: true, timer });

function begun(lengthMs: number, runId: string, now: number): TimerStep {
  if (lengthMs > LONGEST_TIMER_MS) return { ok: false, refusal: "TooLong" };
  const endsAt = now + lengthMs;
  return done({ ...IDLE_TIMER, status: "RUNNING", runId, lengthMs, startedAt: now, endsAt });
}

/** Past its end a run is over: the added time is the length of a new run. */
function extended(timer: TimerState, byMs: number, runId: string, now: number): TimerStep {
  if (timer.status === "COMPLETED") return begun(byMs, runId, now);
  const left = (remainingMs(timer, now) ?? 0) + byMs;
  if (left > LONGEST_TIMER_MS) return { ok: false, refusal: "TooLong" };
  const lengthMs = (timer.lengthMs ?? 0) + byMs;
  return done(
    timer.status === "PAUSED"
      ? { ...timer, lengthMs, remainingMs: left }
      : { ...timer, lengthMs, endsAt: now + left },
  );
}
