import { createMemo, Show } from "solid-js";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import { readLive } from "./live-clock.ts";
import { useLive } from "./live-context.ts";
import { questionNumber } from "./shown-session.ts";

/** The running question on pages other than Today: number, clock and state. */
export function RunningBadge() {
  const live = useLive();
  const { ticker } = useServices();
  const now = createMemo(() => {
    const shown = live.shown();
    if (!shown?.state.live) return null;
    return { number: questionNumber(shown), reading: readLive(shown, shown.state.live, ticker.now()) };
  });
  const states = { running: "running", paused: "paused", over: "over target" } as const;
  return (
    <Show when={now()}>
      {(present) => (
        <a data-part="now" href={paths.today}>
          <span
            data-ui="badge"
            data-state={present().reading.state === "over" ? "overrun" : present().reading.state}
          >
            Q{present().number}
          </span>
          <output aria-live="off">{present().reading.clock}</output>
          <span data-visually="hidden">on this question, {states[present().reading.state]}</span>
        </a>
      )}
    </Show>
  );
}
