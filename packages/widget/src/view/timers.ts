import { server } from "../connect.ts";
import { kept } from "../kept-state.ts";
import { live, socket } from "../socket.ts";
import { linked } from "../sync.ts";
import type { StartTimers } from "../timers/start.ts";
import { isUserscript } from "../userscript.ts";
import { h, write } from "./dom.ts";

/** The global that the timers' file defines. */
declare const pacekeeperTimers: StartTimers;

/** The second face: task timers. Its code is in a separate file that is loaded when the face is first shown. */
export const timers = h("div", "timers");

let drawn: (() => void) | undefined;
let tries = 0;

timers.hidden = true;

/** Shows or hides the timers. Loads their file the first time, and tries again if that failed. */
export async function drawTimers(): Promise<void> {
  const isNew = kept.timers && timers.hidden;
  timers.hidden = !kept.timers;
  if (isNew && !drawn) {
    try {
      // A userscript manager loads the file before this one.
      if (!isUserscript) {
        write(timers, "Loading");
        // Browsers cache failed imports by URL, so each try needs a new one.
        await import(`${server}/widget-timers.js?${tries++}`);
      }
      drawn ??= pacekeeperTimers(timers, linked, () => live && socket);
    } catch {
      write(timers, "The timers could not be loaded.");
    }
  }
  drawn?.();
}
