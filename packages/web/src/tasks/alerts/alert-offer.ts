import { createEffect, on } from "solid-js";
import { type Toast, tell, toast } from "../../lib/toasts.ts";
import type { FollowedTimers } from "../timers/live-timers.ts";
import { rememberAsked, switchNotices, switchSound, wasAsked } from "./alert-preferences.ts";
import { askForPermission } from "./system-notices.ts";
import { playNotes } from "./timer-sound.ts";

const OFFERED_FOR_MS = 30_000;

let offered: number | null = null;

/** Whether a toast is this offer, which gives way to what is more pressing. */
export function isOffer({ id }: Toast): boolean {
  return id === offered;
}

/**
 * Offers sound and notifications once on each device, when the first timer is started and not before: a quiet
 * notice with a button, and only its press asks the browser.
 */
export function offerAlerts({ isTold, timers }: Pick<FollowedTimers, "isTold" | "timers">): void {
  let known: ReadonlySet<string | null> | null = null;
  createEffect(
    on([isTold, timers], ([told, present]) => {
      if (!told) return;
      const before = known;
      known = new Set([...(before ?? []), ...present.map(({ runId }) => runId)]);
      // What ran already when the page was opened is not a start.
      if (before === null) return;
      const isStarted = present.some(({ runId, status }) => status === "RUNNING" && !before.has(runId));
      if (isStarted && !wasAsked() && document.visibilityState === "visible") offer();
    }),
  );
}

function offer(): void {
  // Whatever a toast offers now is more pressing; there is a next timer.
  if (toast()?.action) return;
  rememberAsked();
  tell("Two soft notes and a notification when a timer ends?", {
    action: { label: "Turn on", run: () => void turnOn() },
    forMs: OFFERED_FOR_MS,
  });
  offered = toast()?.id ?? null;
}

async function turnOn(): Promise<void> {
  switchSound(true);
  void playNotes();
  switchNotices((await askForPermission()) === "granted");
}
