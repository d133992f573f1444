import { activeMsAt } from "@pacekeeper/domain/tracking/live";
import { change, kept } from "../kept-state.ts";
import { project } from "../project.ts";
import { linked } from "../sync.ts";
import css from "../widget.css?raw";
import { button, drawing, h, redraw, write } from "./dom.ts";
import { letDrag, place } from "./drag.ts";
import { drawFace, face } from "./face.ts";
import { CLOSE, HEART, MORE } from "./icons.ts";
import { connecting, drawPanels, menu } from "./panels.ts";
import { stateOf } from "./state.ts";
import { drawTimers, timers } from "./timers.ts";

const name = h("b");
const state = h("span", "state");
const status = h("span", "status", name, state);
const more = drawing(MORE);
const mark = button("mark", () => change(({ compact }) => ({ compact: !compact })), drawing(HEART));
const open = button("more", toggleMenu, more);
const questions = button("", () => change(() => ({ timers: false })), "Questions");
const others = button("", () => change(() => ({ timers: true })), "Timers");
const faces = h("div", "", h("div", "faces", questions, others), face, timers);
const section = h("section", "", h("header", "", mark, status, open), faces, connecting, menu);
let menuOpen = false;
let timer: ReturnType<typeof setTimeout>;

status.role = "status";

/** Fills the widget's host element. @throws if this script's world may not adopt a style sheet */
export function fill(host: HTMLElement): void {
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  root.append(section);
  letDrag(section);
}

/** Draws the present state. */
export function draw(): void {
  const shown = project(kept, Date.now());
  const { live, totals, clock } = shown;
  const elapsed = live ? activeMsAt(live, clock) : 0;
  const link = linked();
  // The menu does not open by itself once the page is connected.
  menuOpen &&= !!link;
  const idle = !link || menuOpen;
  const [dot, words] = stateOf(shown, elapsed);
  section.dataset.state = dot;
  section.toggleAttribute("data-compact", kept.compact);
  mark.ariaLabel = kept.compact ? "Expand" : "Make compact";
  open.ariaLabel = idle ? "Close" : "Menu";
  redraw(more, idle ? CLOSE : MORE);
  write(name, live ? `Q${totals.questionCount + 1}` : "Pacekeeper");
  write(state, words);
  faces.hidden = idle;
  face.hidden = kept.timers;
  questions.ariaPressed = `${!kept.timers}`;
  others.ariaPressed = `${kept.timers}`;
  connecting.hidden = !!link;
  // Also when the token is no longer valid: Disconnect drops the presses that nobody can send any more.
  menu.hidden = !kept.link || !idle;
  drawFace(shown, elapsed);
  drawTimers();
  drawPanels();
  place(section);
  clearTimeout(timer);
  // Redraw at the question's next whole second; there is no tick while it is paused or the page is hidden.
  if (live?.pausedAt === null && !document.hidden) timer = setTimeout(draw, 1000 - (elapsed % 1000));
}

function toggleMenu(): void {
  menuOpen = !menuOpen;
  // The menu shows the warning about the hotkeys, so the warning counts as read from now on. Without a connection
  // the button makes the widget compact.
  change(() => (linked() ? { warned: true } : { compact: true }));
}
