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
 * @example "Laundry: time’s up (45 minutes)."; "Laundry finished at 14:05 (45 minutes)."
 * @example "Essay: work is over (25 minutes). The short break has begun."
 */
export function endingWords(run: EndedRun, now: number): string {
  const { lengthMs, phase, timer } = run;
  const { title } = timer.task;
  const length = lengthWords(lengthMs);
  const at = now - run.endedAt > NOW_MS ? clockTime(run.endedAt) : null;
  if (phase === null) {
    return at === null ? `${title}: time’s up (${length}).` : `${title} finished at ${at} (${length}).`;
  }
  const end = at === null ? "is over" : `ended at ${at}`;
  return `${title}: ${nounOf(phase)} ${end} (${length}).${next(run)}`;
}

function next({ timer, wentOn }: EndedRun): string {
  if (!wentOn || timer.phase === null) return "";
  return timer.phase === "WORK"
    ? " Work continues."
    : ` The ${phaseName(timer.phase).toLowerCase()} has begun.`;
}

/** "work", "the short break", "the long break". */
function nounOf(phase: NonNullable<LiveTimer["phase"]>): string {
  const name = phaseName(phase).toLowerCase();
  return phase === "WORK" ? name : `the ${name}`;
}

/** "45 minutes", "1 hour 30 minutes". */
function lengthWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds % 60 !== 0 && seconds < 600) {
    const minutes = Math.floor(seconds / 60);
    const rest = counted(seconds % 60, "second");
    return minutes === 0 ? rest : `${counted(minutes, "minute")} ${rest}`;
  }
  const minutes = Math.round(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return counted(minutes, "minute");
  return rest === 0 ? counted(hours, "hour") : `${counted(hours, "hour")} ${counted(rest, "minute")}`;
}
