import { server } from "../connect.ts";
import { kept } from "../kept-state.ts";
import { live, socket } from "../socket.ts";
import { linked } from "../sync.ts";
import type { StartTimers } from "../timers/start.ts";
import { isUserscript } from "../userscript.ts";
import { h, write } from "./dom.ts";

/** What the timers' file leaves behind. */
declare const pacekeeperTimers: StartTimers;

/** The second face: task timers. Its code is a file of its own, which is loaded when it is first shown. */
export const timers = h("div", "timers");

let drawn: (() => void) | undefined;
let tries = 0;

timers.hidden = true;

/** Shows or hides the timers, and fetches their file at the first time, or again if that failed. */
export async function drawTimers(): Promise<void> {
  const isNew = kept.timers && timers.hidden;
  timers.hidden = !kept.timers;
  if (isNew && !drawn) {
    try {
      // A userscript manager brings the file before this one.
      if (!isUserscript) {
        write(timers, "Loading");
        // Browsers remember what they could not load by its address.
        await import(`${server}/widget-timers.js?${tries++}`);
      }
      drawn ??= pacekeeperTimers(timers, linked, () => live && socket);
    } catch {
      write(timers, "The timers could not be loaded.");
    }
  }
  drawn?.();
}
