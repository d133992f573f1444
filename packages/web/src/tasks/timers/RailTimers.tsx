import { readTimer, type TimerReading } from "@pacekeeper/domain/tasks/watched-timers";
import { createMemo, For, Show } from "solid-js";
import { useServices } from "../../lib/data/services.ts";
import { paths } from "../../lib/paths.ts";
import type { LiveTimer } from "./live-timers-context.ts";
import { clockPhase, createSecondHand } from "./second-hand.ts";
import "./rail-timers.css";

/** Further timers are only counted. */
const MOST_SHOWN = 2;
const STATES = { running: "left, running", paused: "left, paused", over: "over time" } as const;

/** The timers in the rail: the two most urgent, each with its clock and state, and the number of others. */
export function RailTimers(props: { readonly readings: readonly TimerReading<LiveTimer>[] }) {
  // As long as the timers are the same, their elements stay while the clocks tick.
  const timers = createMemo(() => props.readings.map(({ timer }) => timer), [], { equals: areSame });
  const more = () => Math.max(0, timers().length - MOST_SHOWN);
  const isMoreOver = () => props.readings.slice(MOST_SHOWN).some(({ state }) => state === "over");
  return (
    <Show when={timers().length > 0}>
      <div data-part="rail-timers">
        <For each={timers().slice(0, MOST_SHOWN)}>{(timer) => <RailTimer timer={timer} />}</For>
        <Show when={more() > 0}>
          <a data-part="more-timers" data-over={isMoreOver() ? "" : undefined} href={paths.tasks}>
            +{more()} more
          </a>
        </Show>
      </div>
    </Show>
  );
}

function RailTimer(props: { readonly timer: LiveTimer }) {
  const { clock } = useServices();
  const now = createSecondHand(clock, () => clockPhase(props.timer));
  const reading = createMemo(() => readTimer(props.timer, now()));
  return (
    <Show when={reading()}>
      {(present) => (
        <a data-part="now" data-of="timer" href={paths.tasks}>
          <span data-ui="badge" data-state={present().state === "over" ? "overrun" : present().state}>
            <span>{props.timer.task.title}</span>
          </span>
          <output aria-live="off">{present().clock}</output>
          <span data-visually="hidden">{STATES[present().state]}</span>
        </a>
      )}
    </Show>
  );
}

function areSame(one: readonly LiveTimer[], other: readonly LiveTimer[]): boolean {
  return one.length === other.length && one.every((timer, index) => timer === other[index]);
}
