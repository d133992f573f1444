import { createEffect } from "solid-js";
import type { Ticker } from "../../lib/time/ticker.ts";
import { clockPhase, readLive } from "./live-clock.ts";
import type { LiveTracking } from "./live-tracking.ts";
import { questionNumber } from "./shown-session.ts";

/** Aligns the ticks with the running question's seconds. */
export function alignTicker(live: LiveTracking, ticker: Ticker): void {
  createEffect(() => ticker.align(clockPhase(live.shown()?.state.live ?? null)));
}

/** The tab's title while a question runs: "03:41 · Q15"; null if none runs. */
export function liveTitle(live: LiveTracking, now: number): string | null {
  const shown = live.shown();
  if (!shown?.state.live) return null;
  return `${readLive(shown, shown.state.live, now).clock} · Q${questionNumber(shown)}`;
}
