import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import { drawing, redraw, write } from "../view/dom.ts";
import { EXIT, PAUSE, RESUME } from "../view/icons.ts";
import { known } from "./known.ts";
import { part } from "./parts.ts";
import type { More } from "./press.ts";
import { phaseAfter, phaseName, type Reading } from "./reading.ts";

const FIVE_MINUTES = 300;

/** A timer on the screen. */
export interface Card {
  readonly element: HTMLElement;
  draw(reading: Reading): void;
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
 * @param ask is called with what a button asks
 */
export function createCard(ask: (action: TimerAction, more: More) => void): Card {
  let shown: Reading | undefined;
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
      const action = shown?.actions[index];
      if (shown && action && !known.fault) ask(action, moreOf(action, shown));
    };
  });

  function draw(reading: Reading) {
    const { told, state, actions } = reading;
    const isPressed = known.pressed.includes(told.task.id);
    shown = reading;
    element.dataset.timer = state;
    element.ariaLabel = told.task.title;
    clock.ariaLabel = state === "over" ? "Over by" : "Time left";
    write(title, told.task.title);
    title.title = told.task.title;
    write(clock, reading.clock);
    clock.toggleAttribute("data-long", reading.clock.length > 5);
    // Through the CSSOM: a strict CSP forbids style attributes.
    length.style.width = `${reading.gone}%`;
    write(words, reading.words);
    write(refusal, known.refusal?.taskId === told.task.id ? known.refusal.words : "");
    redraw(icon, actions[0] === "pause" ? PAUSE : RESUME);
    buttons.forEach((button, index) => {
      const action = actions[index] ?? "stop";
      const name = nameOf(action, reading);
      button.dataset.action = action;
      button.ariaLabel = name;
      button.title = known.fault ? "Needs the server" : name;
      // Not `disabled`: the focus would be lost.
      button.ariaDisabled = `${known.fault !== "" || isPressed}`;
    });
  }
  return { element, draw };
}

function nameOf(action: TimerAction, { told }: Reading): string {
  const next = action === "start" && phaseAfter(told, known.longBreakEvery);
  return next ? `Start ${phaseName(next).toLowerCase()}` : NAMES[action];
}

/** What a button says beside its task: the next phase of a plan, or as long a run as the last one. */
function moreOf(action: TimerAction, { told }: Reading): More {
  if (action === "extend") return { seconds: FIVE_MINUTES };
  if (action !== "start") return {};
  const phase = phaseAfter(told, known.longBreakEvery);
  if (phase) return { phase };
  return told.lengthSeconds === null ? {} : { seconds: told.lengthSeconds };
}
