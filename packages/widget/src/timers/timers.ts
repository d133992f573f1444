import { createFace } from "./face.ts";
import { follow } from "./follow.ts";
import { press } from "./press.ts";
import type { StartTimers } from "./start.ts";
import css from "./timers.css?raw";
import { onLearning } from "./timers-state.ts";

/** Fills the widget's box for timers, and keeps it up to date while it is shown. */
const startTimers: StartTimers = (box, link, socket) => {
  const root = box.getRootNode();
  // The widget's own Connect button, behind this face, does the work; it is hidden if the tracker is unknown.
  const connecting = box.closest("section")?.querySelector<HTMLElement>("#connect:not([hidden])");
  const following = follow({ link, socket, isShown: () => !box.hidden });
  const face = createFace({
    async ask(taskId, action, more) {
      const to = link();
      if (to && (await press(to, taskId, action, more))) following.refresh();
    },
    refresh: following.refresh,
    connect: connecting && (() => connecting.click()),
  });
  let timer: ReturnType<typeof setTimeout>;

  function draw() {
    following.attend();
    clearTimeout(timer);
    if (box.hidden || document.hidden) return;
    const wait = face.draw();
    if (wait !== null) timer = setTimeout(draw, wait);
  }

  if (root instanceof ShadowRoot) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
  // Typing here must not trigger the page's own keys; the widget's hotkeys listen in the capture phase.
  box.onkeydown = (event) => {
    if (event.target instanceof HTMLInputElement) event.stopPropagation();
  };
  box.replaceChildren(...face.children);
  onLearning(draw);
  addEventListener("online", () => following.refresh());
  return draw;
};

// The widget looks this name up, whether the page imported this file or a userscript manager loaded it first.
Object.assign(globalThis, { pacekeeperTimers: startTimers });
