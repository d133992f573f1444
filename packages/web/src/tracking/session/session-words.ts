import { formatDuration } from "@pacekeeper/domain/time/duration";
import { clockTime } from "../../lib/time/local-time.ts";

interface Ending {
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly endReason: "EXIT" | "ABANDONED" | null;
  readonly isPaused: boolean;
}

/** "10:31 – 12:20", or "13:24 – now" while it runs. */
export function sessionName({ startedAt, endedAt }: Pick<Ending, "startedAt" | "endedAt">): string {
  return `${clockTime(startedAt)} – ${endedAt === null ? "now" : clockTime(endedAt)}`;
}

/** The day, the target, and how it ended. @param targetSeconds the target that it was opened with */
export function sessionLine(session: Ending, day: string, targetSeconds: number): string {
  return `${day} · target ${formatDuration(targetSeconds * 1000)} per question · ${endWords(session)}`;
}

function endWords({ endedAt, endReason, isPaused }: Ending): string {
  if (endedAt === null) return isPaused ? "paused" : "running";
  return endReason === "ABANDONED" ? `closed at its last event, ${clockTime(endedAt)}` : "ended by Exit";
}
