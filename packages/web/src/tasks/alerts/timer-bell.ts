import { AnnounceTimerRunDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { createExclusively } from "../../lib/exclusively.ts";
import { newId } from "../../lib/random-id.ts";
import { soundOn } from "./alert-preferences.ts";
import { rungEndings } from "./announced-endings.ts";
import { type EndedRun, endingKey } from "./run-endings.ts";
import { canNotify, notify } from "./system-notices.ts";
import { canSound, playNotes } from "./timer-sound.ts";

/** A tab that cannot play the wanted sound lets other tabs go first. */
const GIVE_WAY_MS = 400;
/** The server may not have recorded the end yet, although every client derives it from the clock. */
const ASK_AGAIN_MS = 700;
const MOST_ASKED = 4;

const exclusively = createExclusively("pacekeeper-timer-bell");

/**
 * Rings for the end of a run with two notes, a notification, or both, unless another tab or device does. One tab of
 * this browser claims the ring, so that the others need not ask; the server chooses among those that do. If the server
 * does not answer, this tab rings anyway.
 *
 * @param onClick called when the notification is clicked
 */
export function createBell(onClick: () => void): (run: EndedRun, words: string) => Promise<void> {
  const announceRun = createSend(AnnounceTimerRunDocument);
  // Of this tab, not of the browser: what one tab stores reaches the others late, so two may claim the same ring.
  const deviceId = newId(Date.now());

  /** Whether the server chose this tab to ring for a run, or did not answer. */
  async function isChosen(runId: string): Promise<boolean> {
    for (let asked = 1; asked <= MOST_ASKED; asked += 1) {
      const outcome = await announceRun({ input: { runId, deviceId } });
      if ("taken" in outcome) return outcome.taken.isChosen;
      const { fault } = outcome.refused;
      if (fault) return fault.kind !== "unauthenticated";
      await pause(ASK_AGAIN_MS);
    }
    // The run has not ended: it was extended, and this tab does not know yet.
    return false;
  }

  return async (run, words) => {
    const [sounds, notifies] = [await canSound(), canNotify()];
    if (!sounds && !notifies) return;
    if (soundOn() && !sounds) await pause(GIVE_WAY_MS);
    const isMine = await exclusively(async () => {
      const key = endingKey(run);
      if (rungEndings.has(key)) return false;
      rungEndings.add(key);
      return true;
    });
    if (!isMine || !(await isChosen(run.runId))) return;
    if (sounds) void playNotes();
    if (notifies) await notify(run.timer.task.title, words, run.runId, onClick);
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
