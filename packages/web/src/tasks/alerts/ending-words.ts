import { phaseName } from "@pacekeeper/domain/tasks/pomodoro";
import { counted } from "../../lib/count-words.ts";
import { clockTime } from "../../lib/time/local-time.ts";
import type { LiveTimer } from "../timers/live-timers-context.ts";
import type { EndedRun } from "./run-endings.ts";

/** A run that ended longer ago than this is announced with the time. */
const NOW_MS = 60_000;

/**
 * The words that announce the end of a run, for a toast and for screen readers.
 *
 * @param now the server's time, epoch milliseconds
 * @example "Laundry: 45 minutes are over."; "Laundry: 45 minutes were over at 14:05."
 */
export function endingWords(run: EndedRun, now: number): string {
  const of = run.phase === null ? "" : ` of ${nameOf(run.phase)}`;
  const isPast = now - run.endedAt > NOW_MS;
  const [count, length] = lengthOf(run.lengthMs);
  const verb = count === 1 ? (isPast ? "was" : "is") : isPast ? "were" : "are";
  const when = isPast ? ` at ${clockTime(run.endedAt)}` : "";
  return `${run.timer.task.title}: ${length}${of} ${verb} over${when}.${next(run)}`;
}

function next({ timer, wentOn }: EndedRun): string {
  return wentOn && timer.phase !== null ? ` ${nextPhase(timer.phase)}` : "";
}

function nameOf(phase: NonNullable<LiveTimer["phase"]>): string {
  return phaseName(phase).toLowerCase();
}

function nextPhase(phase: NonNullable<LiveTimer["phase"]>): string {
  return phase === "WORK" ? "Work continues." : `The ${nameOf(phase)} has begun.`;
}

/** A length in words, with the number that the verb agrees with: "45 minutes", "1 hour 30 minutes". */
function lengthOf(ms: number): [number, string] {
  const seconds = Math.round(ms / 1000);
  if (seconds % 60 !== 0 && seconds < 600) {
    const minutes = Math.floor(seconds / 60);
    const rest = counted(seconds % 60, "second");
    return minutes === 0 ? [seconds, rest] : [2, `${counted(minutes, "minute")} ${rest}`];
  }
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return [minutes, counted(minutes, "minute")];
  if (rest === 0) return [hours, counted(hours, "hour")];
  return [2, `${counted(hours, "hour")} ${counted(rest, "minute")}`];
}
