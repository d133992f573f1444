import { phaseName } from "@pacekeeper/domain/tasks/pomodoro";
import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import { readingWords, type TimerReading } from "@pacekeeper/domain/tasks/watched-timers";
import type { CountdownFragment } from "../generated/operations.ts";
import { drawing, redraw, write } from "../view/dom.ts";
import { EXIT, PAUSE, RESUME } from "../view/icons.ts";
import { part } from "./parts.ts";
import type { More } from "./press.ts";
import { actionsOf, goneOf, phaseAfter } from "./reading.ts";
import { known } from "./timers-state.ts";

const FIVE_MINUTES = 300;

export type CardReading = TimerReading<CountdownFragment>;

/** A timer on the screen. */
export interface Card {
  readonly element: HTMLElement;
  /** @param clockTime formats an instant of the server's clock as a local time of day */
  draw(reading: CardReading, clockTime: (instant: number) => string): void;
}

const NAMES: Readonly<Record<TimerAction, string>> = {
  start: "Start again",
  pause: "Pause",
  resume: "Resume",
  extend: "Add 5 minutes",
  stop: "Stop",
  reset: "Stop",
};

/**
 * A timer's title, countdown, length, state and three buttons.
 *
 * @param ask called with the action of a pressed button
 */
export function createCard(ask: (action: TimerAction, more: More) => void): Card {
  let shown: CardReading | undefined;
  const title = part("b", "title");
  const clock = part("output", "clock");
  const length = part("i", "length");
  const words = part("small", "words");
  const refusal = part("p", "refusal");
  const icon = drawing(PAUSE);
  const buttons = [
    part("button", "go", icon),
    part("button", "more", "+5"),
    part("button", "end", drawing(EXIT)),
  ];
  const element = part(
    "div",
    "card",
    title,
    part("div", "row", clock, part("div", "buttons", ...buttons)),
    part("div", "bar", length),
    words,
    refusal,
  );
  element.role = "group";
  clock.role = "timer";
  refusal.role = "alert";
  buttons.forEach((button, index) => {
    button.onclick = () => {
      const action = shown && actionsOf(shown)[index];
      if (shown && action && !known.fault) ask(action, moreOf(action, shown));
    };
  });

  function draw(reading: CardReading, clockTime: (instant: number) => string) {
    const { timer, state } = reading;
    const { id, title: name } = timer.task;
    const actions = actionsOf(reading);
    const isPressed = known.pressed.includes(id);
    shown = reading;
    element.dataset.timer = state;
    element.ariaLabel = name;
    clock.ariaLabel = state === "over" ? "Over by" : "Time left";
    write(title, name);
    title.title = name;
    write(clock, reading.clock);
    clock.toggleAttribute("data-long", reading.clock.length > 5);
    // Through the CSSOM: a strict CSP forbids style attributes.
    length.style.width = `${goneOf(reading)}%`;
    write(words, readingWords(reading, timer.phase && phaseName(timer.phase), clockTime));
    write(refusal, known.refusal?.taskId === id ? known.refusal.words : "");
    redraw(icon, actions[0] === "pause" ? PAUSE : RESUME);
    buttons.forEach((button, index) => {
      const action = actions[index] ?? "stop";
      const what = nameOf(action, reading);
      button.dataset.action = action;
      button.ariaLabel = what;
      button.title = known.fault ? "Needs the server" : what;
      // Not `disabled`, which would lose the focus.
      button.ariaDisabled = `${known.fault !== "" || isPressed}`;
    });
  }
  return { element, draw };
}

function nameOf(action: TimerAction, { timer }: CardReading): string {
  const next = action === "start" && phaseAfter(timer, known.longBreakEvery);
  return next ? `Start ${phaseName(next).toLowerCase()}` : NAMES[action];
}

/** The extra input of a button: the next phase of a plan, or the length of the last run. */
function moreOf(action: TimerAction, { timer }: CardReading): More {
  if (action === "extend") return { seconds: FIVE_MINUTES };
  if (action !== "start") return {};
  const phase = phaseAfter(timer, known.longBreakEvery);
  if (phase) return { phase };
  return timer.lengthSeconds === null ? {} : { seconds: timer.lengthSeconds };
}
