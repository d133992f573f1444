import { formatDuration, formatElapsed } from "@pacekeeper/domain/time/duration";
import { totalMs } from "@pacekeeper/domain/time/interval";
import { activeMsAt, type Live } from "@pacekeeper/domain/tracking/live";
import { liveScale, type QuestionSpan, spanOf, targetAt } from "../session/question-strip.ts";
import type { ShownSession } from "./shown-session.ts";

/** The running question at one instant, ready for display. Durations in milliseconds. */
export interface LiveReading {
  readonly state: "running" | "paused" | "over";
  readonly activeMs: number;
  readonly pausedMs: number;
  /** The big clock: "03:41". */
  readonly clock: string;
  /** "01:49 to target" or "00:41 over target", in its two parts. */
  readonly left: readonly [string, string];
  readonly targetMs: number;
  readonly span: QuestionSpan;
  readonly scaleMs: number;
  /** The target's position on the strip, in percent. */
  readonly notch: number;
}

/** @param now the server's time, epoch milliseconds */
export function readLive(shown: ShownSession, live: Live, now: number): LiveReading {
  const targetMs = live.current.estimateMs ?? shown.targetMs;
  const activeMs = activeMsAt(live, now);
  const openPause = live.pausedAt === null ? 0 : Math.max(0, now - live.pausedAt);
  const span = spanOf({ ...live.current, targetMs }, Math.max(now, live.lastEventAt), live.pausedAt);
  const scaleMs = liveScale(span);
  const over = activeMs >= targetMs;
  return {
    state: live.pausedAt === null ? (over ? "over" : "running") : "paused",
    activeMs,
    pausedMs: totalMs(live.current.pauses) + openPause,
    clock: formatElapsed(activeMs),
    left: over
      ? [formatElapsed(activeMs - targetMs), "over target"]
      : [formatDuration(Math.ceil((targetMs - activeMs) / 1000) * 1000), "to target"],
    targetMs,
    span,
    scaleMs,
    notch: (targetAt(span) / scaleMs) * 100,
  };
}

/** When the running clock read zero, in epoch milliseconds, to align the ticks with its seconds. */
export function clockPhase(live: Live | null): number {
  if (!live) return 0;
  return live.current.startedAt + totalMs(live.current.pauses);
}
