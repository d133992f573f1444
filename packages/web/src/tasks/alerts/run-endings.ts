import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import type { LiveTimer } from "../timers/live-timers-context.ts";

/** A plan starts its next phase right when the last one ends; with a longer gap, the person started it. */
const NEXT_AT_ONCE_MS = 1000;
/** The end of a phase that the plan continued from is announced only this long. */
const NEWS_FOR_MS = 60_000;

/** A run that reached its end. Instants are epoch milliseconds, lengths are milliseconds. */
export interface EndedRun {
  readonly runId: string;
  readonly endedAt: number;
  readonly lengthMs: number;
  readonly phase: LiveTimer["phase"];
  /** The timer; if the plan has continued automatically, it is already in its next run. */
  readonly timer: LiveTimer;
  /** Whether the plan has continued automatically. */
  readonly wentOn: boolean;
  /** Whether the server has confirmed the end; otherwise it follows from our estimate of the server's clock. */
  readonly isConfirmed: boolean;
  /** Whether a device has announced it, according to the server. */
  readonly isAnnounced: boolean;
}

/**
 * The ended runs that are worth announcing: runs of timers that are over, and the last phase of a plan that has
 * started its next phase automatically.
 *
 * @param now the server's time, epoch milliseconds
 */
export function endedRuns(timers: readonly LiveTimer[], now: number): readonly EndedRun[] {
  return timers.flatMap((timer) => [...presentRun(timer, now), ...phaseBefore(timer, now)]);
}

/** Identifies one end of a run. An extended run ends again later, so its new end has a different key. */
export function endingKey({ runId, endedAt }: Pick<EndedRun, "runId" | "endedAt">): string {
  return `${runId} ${endedAt}`;
}

function presentRun(timer: LiveTimer, now: number): EndedRun[] {
  const { endedAt, endsAt, lastRun, lengthSeconds, phase, runId, status } = timer;
  const end = endedAt ?? endsAt;
  if (runId === null || end === null || readTimer(timer, now)?.state !== "over") return [];
  return [
    {
      runId,
      endedAt: Date.parse(end),
      lengthMs: (lengthSeconds ?? 0) * 1000,
      phase,
      timer,
      wentOn: false,
      isConfirmed: status === "COMPLETED",
      isAnnounced: lastRun?.id === runId && lastRun.announcedAt !== null,
    },
  ];
}

function phaseBefore(timer: LiveTimer, now: number): EndedRun[] {
  const { lastRun, runId, startedAt } = timer;
  if (lastRun === null || lastRun.id === runId || lastRun.endReason !== "COMPLETED") return [];
  if (lastRun.phase === null || lastRun.endedAt === null || startedAt === null) return [];
  const endedAt = Date.parse(lastRun.endedAt);
  if (Math.abs(Date.parse(startedAt) - endedAt) > NEXT_AT_ONCE_MS || now - endedAt > NEWS_FOR_MS) return [];
  return [
    {
      runId: lastRun.id,
      endedAt,
      lengthMs: lastRun.lengthSeconds * 1000,
      phase: lastRun.phase,
      timer,
      wentOn: true,
      isConfirmed: true,
      isAnnounced: lastRun.announcedAt !== null,
    },
  ];
}
