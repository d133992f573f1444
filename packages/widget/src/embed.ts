import { kept, onChange, settle } from "./kept-state.ts";
import { hearWriting } from "./storage.ts";
import { refresh } from "./sync.ts";
import { isUserscript } from "./userscript.ts";
import { draw, fill } from "./view/frame.ts";
import { hearKey } from "./view/keyboard.ts";

const ELEMENT = "pacekeeper-widget";

/** Starts the widget once per page, even if several scripts include it. */
async function start(): Promise<void> {
  // Web Locks and `randomUUID` need a secure context (https or localhost); a userscript runs on no other page.
  if (document.querySelector(ELEMENT) || !(isUserscript || isSecureContext)) return;
  const host = document.createElement(ELEMENT);
  fill(host);
  // Append it at once, so that a second script sees it.
  document.documentElement.append(host);
  onChange(draw);
  await settle();
  document.addEventListener("keydown", hearKey, true);
  hearWriting(async () => {
    const before = kept.link?.token;
    await settle();
    if (kept.link?.token !== before) refresh();
  });
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", () => {
    draw();
    if (!document.hidden) refresh();
  });
  refresh();
}

// A failure here must not affect the page.
start().catch(console.warn);
