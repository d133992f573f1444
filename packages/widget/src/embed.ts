import { kept, onChange, settle } from "./kept-state.ts";
import { hearWriting } from "./storage.ts";
import { refresh } from "./sync.ts";
import { isUserscript } from "./userscript.ts";
import { draw, fill } from "./view/frame.ts";
import { hearKey } from "./view/keyboard.ts";

const ELEMENT = "pacekeeper-widget";

/** Starts the widget once for the page, however many scripts bring it. */
async function start(): Promise<void> {
  // Web Locks and random ids need a page over https, or on this machine; a userscript is on no other.
  if (document.querySelector(ELEMENT) || !(isUserscript || isSecureContext)) return;
  const host = document.createElement(ELEMENT);
  fill(host);
  // In the page at once, so that a second script sees it.
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

/** The page goes on whatever happens here. */
start().catch(console.warn);
