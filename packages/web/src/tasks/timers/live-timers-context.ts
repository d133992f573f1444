import { createSignal } from "solid-js";
import type { LiveTimerFieldsFragment } from "../../generated/graphql.ts";

/** A timer as the server told of it last; `readTimer` says what it is by now. */
export type LiveTimer = LiveTimerFieldsFragment;

export interface LiveTimers {
  /**
   * Those that run, are paused, or are over and were not reset; the next to end first, then the paused ones,
   * then those that the server said are over. Reading it subscribes.
   */
  timers(): readonly LiveTimer[];
  /** Takes in what the server answered to a change made here, without waiting to be told of it. */
  hear(timer: LiveTimer): void;
}

const [following, setFollowing] = createSignal<LiveTimers | null>(null);

/** Says which state follows the timers; null: none does any more. */
export { setFollowing };

const shown: LiveTimers = {
  timers: () => following()?.timers() ?? [],
  hear: (timer) => following()?.hear(timer),
};

/**
 * The timers of whoever looks. The shell follows them once it has loaded what it takes, which a page need not
 * wait for: until then there are none.
 */
export function useLiveTimers(): LiveTimers {
  return shown;
}
