import { type Accessor, createSignal, onCleanup } from "solid-js";
import type { ServerClock } from "./server-clock.ts";

export interface Ticker {
  /** The server's time in epoch milliseconds as of the last tick; reading it subscribes. */
  now: Accessor<number>;
  /** Ticks from now on at the second boundaries of a clock that read zero at `phaseMs`. */
  align(phaseMs: number): void;
  /** Ticks at once, such as after a change between two seconds. */
  tick(): void;
}

/**
 * One timer for every running number on the screen. It fires at the second boundaries of the running question, so
 * that its digits change on time, and at once when the page becomes visible again.
 */
export function createTicker(clock: ServerClock): Ticker {
  const [now, setNow] = createSignal(clock.now());
  let phase = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(tick, untilNextSecond(clock.now(), phase));
  }
  function tick() {
    setNow(clock.now());
    schedule();
  }
  function align(phaseMs: number) {
    phase = phaseMs;
    tick();
  }
  const onVisible = () => document.visibilityState === "visible" && tick();
  document.addEventListener("visibilitychange", onVisible);
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisible);
  });
  schedule();
  return { now, align, tick };
}

/**
 * Milliseconds until a clock that read zero at `phase` shows its next second, plus one, so that a timer that fires
 * slightly early does not show the old second.
 */
export function untilNextSecond(now: number, phase: number): number {
  const into = (((now - phase) % 1000) + 1000) % 1000;
  return 1000 - into + 1;
}
