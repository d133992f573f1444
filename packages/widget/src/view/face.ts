import { formatDuration } from "@pacekeeper/domain/time/duration";
import { TYPES, warning } from "../hotkeys.ts";
import { kept } from "../kept.ts";
import { note } from "../note.ts";
import { may, numbersOf, press } from "../press.ts";
import type { Projection } from "../project.ts";
import { fault, linked } from "../sync.ts";
import { button, drawing, h, redraw, write } from "./dom.ts";
import { EXIT, NEXT, PAUSE, RESUME, UNDO } from "./icons.ts";

/** The drawn place of the target's notch, and the step in which a longer question stretches the scale. */
const SCALE_OF_TARGET = 1.35;
const STEP_MS = 30_000;

const clock = h("output");
const length = h("i");
const notch = h("b");
const pace = h("p", "pace");
const sums = h("small");
const notice = h("p", "note");
const next = h("span");
const pause = h("span");
const pauseIcon = drawing(PAUSE);
const buttons = [
  button("NEXT", () => press("NEXT"), drawing(NEXT), next),
  button("PAUSE", () => press("PAUSE"), pauseIcon, pause),
  button("UNDO", () => press("UNDO"), drawing(UNDO), "Undo"),
  button("EXIT", () => press("EXIT"), drawing(EXIT), "Exit"),
];

// A status would be announced every second.
clock.role = "timer";
notice.role = "status";

/** The session's face: clock, length against the target, pace, numbers, what waits, four buttons. */
export const face = h(
  "div",
  "",
  clock,
  h("div", "strip", length, notch),
  pace,
  sums,
  notice,
  h("div", "group", ...buttons),
);

/** @param elapsed active milliseconds of the running question */
export function drawFace(shown: Projection, elapsed: number): void {
  const { live, totals, day, targetMs } = shown;
  const scale = Math.max(targetMs * SCALE_OF_TARGET, Math.ceil(elapsed / STEP_MS) * STEP_MS);
  const paused = live?.pausedAt != null;
  const keys = kept.keys;
  const wait = waiting();
  // The server's word on the pace is old news while presses wait.
  const told = !wait && kept.viewer?.activeSession?.pace;
  // Only whole seconds that have passed.
  write(clock, formatDuration(elapsed - (elapsed % 1000)));
  // Through the CSSOM: a strict CSP forbids style attributes.
  length.style.width = `${(100 * elapsed) / scale}%`;
  notch.style.left = `${(100 * targetMs) / scale}%`;
  write(next, live ? "Next" : "Start");
  write(pause, paused ? "Resume" : "Pause");
  redraw(pauseIcon, paused ? RESUME : PAUSE);
  write(pace, told ? `${told.emoji} ${told.label} ${told.score}` : "");
  write(sums, (live ? `Session ${numbersOf(totals)}` : "") + (day ? `\nToday ${numbersOf(day)}` : ""));
  write(notice, wait + (kept.warned ? "" : warning(keys, navigator.userAgent)) + note);
  buttons.forEach((element, index) => {
    element.title = keys[index] ?? "";
    // Not `disabled`: the focus would be lost, and a press says why it does nothing.
    element.ariaDisabled = `${!may(TYPES[index] ?? "NEXT", shown)}`;
  });
}

/** How many presses wait, in a sentence; "" while all are sent. */
export function waiting(): string {
  const { length } = kept.queue;
  return length > 0 && (fault || !linked()) ? `${length} queued. They are kept here and sent in order. ` : "";
}
