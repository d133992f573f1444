import { readTimer } from "@pacekeeper/domain/tasks/watched-timers";
import type { LiveTimer } from "../timers/live-timers-context.ts";

/** The next phase of a plan begins at the end of the one before; more than this apart, somebody began it. */
const NEXT_AT_ONCE_MS = 1000;
/** A phase that the plan has gone on from is said to be over only while that is news. */
const NEWS_FOR_MS = 60_000;

/** A run that ran to its end. Instants in epoch milliseconds, lengths in milliseconds. */
export interface EndedRun {
  readonly runId: string;
  readonly endedAt: number;
  readonly lengthMs: number;
  readonly phase: LiveTimer["phase"];
  /** The timer; of the next run already, where the plan has gone on by itself. */
  readonly timer: LiveTimer;
  /** Whether the plan has gone on by itself. */
  readonly wentOn: boolean;
  /** Whether the server has said so; else this device's idea of the server's clock does. */
  readonly isConfirmed: boolean;
  /** Whether a device has announced it, as far as the server has told. */
  readonly isAnnounced: boolean;
}

/**
 * The runs that a person would want to hear of as over: those of timers that are over, and the last phase of a
 * plan that has begun the next one by itself.
 *
 * @param now the server's time, epoch milliseconds
 */
export function endedRuns(timers: readonly LiveTimer[], now: number): readonly EndedRun[] {
  return timers.flatMap((timer) => [...presentRun(timer, now), ...phaseBefore(timer, now)]);
}

/** Names one end of a run: one that was extended before its end came ends later, once more. */
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
  if (lastRun === null || lastRun.id === runId || lastRun.end !== "COMPLETED") return [];
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
