import { formatDuration } from "@pacekeeper/domain/time/duration";
import type { DriveEventType } from "@pacekeeper/domain/tracking/events";
import { warning } from "../hotkeys.ts";
import { kept } from "../kept-state.ts";
import { note } from "../note.ts";
import { averageOf, countOf, may, numbersOf, press } from "../press.ts";
import type { Projection } from "../project.ts";
import { fault, linked } from "../sync.ts";
import { button, drawing, h, redraw, write } from "./dom.ts";
import { EXIT, NEXT, PAUSE, RESUME, UNDO } from "./icons.ts";

/** The scale's length relative to the target, and the step by which a longer question stretches it. */
const SCALE_OF_TARGET = 1.35;
const STEP_MS = 30_000;

const clock = h("output");
const length = h("i");
const notch = h("b");
const emoji = h("span");
const label = h("span");
const score = h("b");
const average = h("small");
const pace = h("p", "pace", emoji, label, score, average);
const sums = h("small");
const queued = h("b");
const words = h("span");
const notice = h("p", "note", queued, words);
const next = h("span");
const pause = h("span");
const pauseIcon = drawing(PAUSE);
const drive = (type: DriveEventType, icon: SVGElement, text: Node | string) =>
  button(type, () => press(type), icon, text);
const buttons = [
  drive("NEXT", drawing(NEXT), next),
  drive("PAUSE", pauseIcon, pause),
  drive("UNDO", drawing(UNDO), "Undo"),
  drive("EXIT", drawing(EXIT), "Exit"),
];

// A `status` role would be announced every second.
clock.role = "timer";
notice.role = "status";

/** The session's face: clock, bar with the target, pace, numbers, queued presses, four buttons. */
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
  const news =
    (wait && "They are kept and sent in order. ") +
    (kept.warned ? "" : warning(keys, navigator.userAgent)) +
    note;
  // The server's pace is outdated while presses are queued.
  const told = wait ? null : kept.viewer?.activeSession?.pace;
  // Show only complete seconds.
  write(clock, formatDuration(elapsed - (elapsed % 1000)));
  // Through the CSSOM: a strict CSP forbids style attributes.
  length.style.width = `${(100 * elapsed) / scale}%`;
  notch.style.left = `${(100 * targetMs) / scale}%`;
  write(next, live ? "Next" : "Start");
  write(pause, paused ? "Resume" : "Pause");
  redraw(pauseIcon, paused ? RESUME : PAUSE);
  write(emoji, told?.emoji);
  write(label, told?.label);
  write(score, told?.score.toString());
  write(average, averageOf(totals));
  pace.hidden = !live || !totals.questionCount;
  write(sums, (live ? `Session ${countOf(totals)}` : "") + (day ? `\nToday ${numbersOf(day)}` : ""));
  write(queued, wait);
  write(words, news);
  notice.hidden = !(wait + news);
  buttons.forEach((element, index) => {
    element.title = `${keys[index]}`;
    // Not `disabled`, which would lose the focus; a press explains why it does nothing.
    // The button's id is its event type, set by `drive`.
    element.ariaDisabled = `${!may(element.id as DriveEventType, shown)}`;
  });
}

/** The number of queued presses in words; "" while presses can be sent. */
export function waiting(): string {
  const { length } = kept.queue;
  return length > 0 && (fault || !linked()) ? `${length} queued. ` : "";
}
