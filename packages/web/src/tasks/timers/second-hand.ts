import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { ServerClock } from "../../lib/time/server-clock.ts";
import { untilNextSecond } from "../../lib/time/ticker.ts";
import type { LiveTimer } from "./live-timers-context.ts";

/**
 * The server's time, updated whenever a countdown reaches its next second. Each countdown needs its own tick, because
 * each has its own end; the page's shared ticker follows the running question.
 *
 * @param phase an instant in epoch milliseconds at which the countdown is at a whole second; null if it stands still
 */
export function createSecondHand(clock: ServerClock, phase: Accessor<number | null>): Accessor<number> {
  const [now, setNow] = createSignal(clock.now());
  createEffect(
    on(phase, (at) => {
      setNow(clock.now());
      if (at === null) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tick = () => {
        setNow(clock.now());
        timer = setTimeout(tick, untilNextSecond(clock.now(), at));
      };
      tick();
      const shown = () => {
        clearTimeout(timer);
        if (document.visibilityState === "visible") tick();
      };
      document.addEventListener("visibilitychange", shown);
      onCleanup(() => {
        clearTimeout(timer);
        document.removeEventListener("visibilitychange", shown);
      });
    }),
  );
  return now;
}

/** An instant (epoch milliseconds) at which the timer's clock is at a whole second; null while it stands still. */
export function clockPhase({ endedAt, endsAt, status }: LiveTimer): number | null {
  const end = endsAt ?? endedAt;
  return status === "PAUSED" || end === null ? null : Date.parse(end);
}
