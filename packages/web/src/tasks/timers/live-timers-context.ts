import { createSignal } from "solid-js";
import type { LiveTimerFieldsFragment } from "../../generated/graphql.ts";

/** A timer's last known state from the server; `readTimer` derives its present state. */
export type LiveTimer = LiveTimerFieldsFragment;

export interface LiveTimers {
  /**
   * Timers that are running, paused, or over but not reset: the next to end first, then the paused ones, then
   * those that the server completed. Reading it subscribes.
   */
  timers(): readonly LiveTimer[];
  /** Applies the server's answer to a change made here, without waiting for the subscription. */
  hear(timer: LiveTimer): void;
}

const [following, setFollowing] = createSignal<LiveTimers | null>(null);

/** Sets the state that follows the timers; null when none does. */
export { setFollowing };

const shown: LiveTimers = {
  timers: () => following()?.timers() ?? [],
  hear: (timer) => following()?.hear(timer),
};

/**
 * The viewer's timers. The shell loads the code that follows them in the background, so pages need not wait; until
 * then the list is empty.
 */
export function useLiveTimers(): LiveTimers {
  return shown;
}
