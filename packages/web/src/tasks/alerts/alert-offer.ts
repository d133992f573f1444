import { createEffect, on } from "solid-js";
import { showToast, type Toast, toast } from "../../lib/toasts.ts";
import type { FollowedTimers } from "../timers/live-timers.ts";
import { rememberAsked, switchNotices, switchSound, wasAsked } from "./alert-preferences.ts";
import { askForPermission } from "./system-notices.ts";
import { playNotes } from "./timer-sound.ts";

const OFFERED_FOR_MS = 30_000;

let offered: number | null = null;

/** Whether a toast is this offer, which gives way to more important toasts. */
export function isOffer({ id }: Toast): boolean {
  return id === offered;
}

/**
 * Offers sound and notifications once per device, when the first timer is started: a quiet toast with a button.
 * The browser's permission prompt appears only after the button is pressed.
 */
export function offerAlerts({ isLoaded, timers }: Pick<FollowedTimers, "isLoaded" | "timers">): void {
  let known: ReadonlySet<string | null> | null = null;
  createEffect(
    on([isLoaded, timers], ([loaded, present]) => {
      if (!loaded) return;
      const before = known;
      known = new Set([...(before ?? []), ...present.map(({ runId }) => runId)]);
      // A timer that was already running when the page opened does not count as started.
      if (before === null) return;
      const isStarted = present.some(({ runId, status }) => status === "RUNNING" && !before.has(runId));
      if (isStarted && !wasAsked() && document.visibilityState === "visible") offer();
    }),
  );
}

function offer(): void {
  // A toast with an action is more important; the offer can wait for the next timer.
  if (toast()?.action) return;
  rememberAsked();
  showToast("Two soft notes and a notification when a timer ends?", {
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
