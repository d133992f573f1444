import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import { estimateOn } from "./estimate.ts";
import { change, kept } from "./kept-state.ts";
import { showNote } from "./note.ts";
import { type Projection, project, type Sums } from "./project.ts";
import { refresh } from "./sync.ts";

/** Whether a press of this type has an effect now. */
export function may(type: DriveEventType, { live, totals }: Projection): boolean {
  return type === "NEXT" || (live !== null && (type !== "UNDO" || totals.questionCount > 0));
}

/** Queues a press, shows its effect at once, and sends it. */
export function press(type: DriveEventType): void {
  const before = project(kept, Date.now());
  if (may(type, before)) {
    const clientEventId = crypto.randomUUID();
    const event = {
      type,
      clientEventId,
      sessionKey: (before.live && before.key) ?? clientEventId,
      occurredAt: new Date().toISOString(),
      estimatedSeconds: type === "NEXT" ? estimateOn(document) : null,
    };
    change(({ queue }) => ({ queue: [...queue, event] })).then((stored) => {
      if (!stored) showNote("Storage is full: keep this tab open.");
    });
    if (type === "EXIT") showNote(`Session ended. ${numbersOf(project(kept, Date.now()).totals)}`);
  } else {
    showNote(before.live ? "Nothing to undo yet." : "No session is running: press Next.");
  }
  refresh();
}

/** "3 · 15:51 · avg 05:17": the number of questions, their time and their average. */
export function numbersOf(sums: Sums): string {
  return countOf(sums) + (sums.questionCount ? ` · ${averageOf(sums)}` : "");
}

/** "3 · 15:51": the number of questions and their time. */
export function countOf({ questionCount, activeMs }: Sums): string {
  return `${questionCount} · ${formatDuration(activeMs)}`;
}

/** "avg 05:17": the average time per question; zero if there are none. */
export function averageOf({ questionCount, activeMs }: Sums): string {
  return `avg ${formatDuration(activeMs / (questionCount || 1))}`;
}
