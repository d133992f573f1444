import { askForLink, linkFromCode, server } from "../connect.ts";
import { ALTERNATIVE, CLASSIC, warning } from "../hotkeys.ts";
import { change, drawAgain, kept } from "../kept-state.ts";
import { connect, why } from "../sync.ts";
import { isUserscript } from "../userscript.ts";
import { button, drawing, h, write } from "./dom.ts";
import { waiting } from "./face.ts";
import { LINK } from "./icons.ts";
import { recordChord, recorded } from "./keyboard.ts";

const message = h("p");
const ask = button("connect", askForLink, drawing(LINK), "Connect");
const foot = h("small", "", "Opens Pacekeeper in a new tab.");
const code = h("input");
let problem = "";

/** Shown while not connected: one button, and a field that accepts a connection code as soon as it is complete. */
export const connecting = h("div", "", message, ask, foot, code);

// A userscript always knows its tracker.
if (!isUserscript) ask.hidden = foot.hidden = !server;
code.placeholder = code.ariaLabel = "Connection code";
code.oninput = () => {
  const link = linkFromCode(code.value);
  problem = link || !code.value ? "" : "This code is incomplete.";
  if (link) {
    code.value = "";
    connect(link);
  } else drawAgain();
};

const browser = h("p");
const names = ["Next", "Pause", "Undo", "Exit"];
const own = names.map((_, index) => button("", () => recordChord(index)));
const disconnect = button("", () =>
  change(() => ({ link: null, owner: undefined, queue: [], viewer: null })),
);

/** The menu: hotkeys and Disconnect. */
export const menu = h(
  "div",
  "menu",
  browser,
  button("", () => change(() => ({ keys: CLASSIC })), "Ctrl keys"),
  button("", () => change(() => ({ keys: ALTERNATIVE })), "Alt+Shift keys"),
  ...own,
  disconnect,
);

/** Draws the parts that change: why there is no connection, and the current hotkeys. */
export function drawPanels(): void {
  const { keys } = kept;
  write(message, problem || `${why || "Not connected to your tracker."} ${waiting()}`);
  write(browser, warning(keys, navigator.userAgent));
  own.forEach((element, index) => {
    write(element, `${names[index]}: ${recorded === index ? "press keys" : keys[index]}`);
  });
  write(disconnect, `Disconnect${kept.queue.length > 0 ? ` and drop ${kept.queue.length} queued` : ""}`);
}
