import { AnnounceTimerRunDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { createExclusively } from "../../lib/events/exclusively.ts";
import { soundOn } from "./alert-preferences.ts";
import { rungEndings } from "./announced-endings.ts";
import { type EndedRun, endingKey } from "./run-endings.ts";
import { canNotify, notify } from "./system-notices.ts";
import { canSound, playNotes } from "./timer-sound.ts";

/** A tab that can do only a part of what is wanted lets the others go first. */
const GIVE_WAY_MS = 400;
/** A run that is over for every reader may not have been written down yet. */
const ASK_AGAIN_MS = 700;
const MOST_ASKED = 4;

const exclusively = createExclusively("pacekeeper-timer-bell");

/**
 * Rings for the end of a run, if this device may and no other tab or device does: two notes, a notification, or
 * both. Of the tabs of this browser one takes it on itself; of several devices the server chooses one. When the
 * server does not answer, this device rings all the same.
 *
 * @param onClick of the notification
 */
export function createBell(onClick: () => void): (run: EndedRun, words: string) => Promise<void> {
  const announceRun = createSend(AnnounceTimerRunDocument);

  /** Whether the server lets this device ring for a run, or cannot say. */
  async function isFirst(runId: string): Promise<boolean> {
    for (let asked = 1; asked <= MOST_ASKED; asked += 1) {
      const outcome = await announceRun({ input: { runId } });
      if ("taken" in outcome) return outcome.taken.first;
      const { fault } = outcome.refused;
      if (fault) return fault.kind !== "unauthenticated";
      await pause(ASK_AGAIN_MS);
    }
    // It has not ended: somebody gave it more time, and this tab has not heard of it.
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
    if (!isMine || !(await isFirst(run.runId))) return;
    if (sounds) void playNotes();
    if (notifies) await notify(run.timer.task.title, words, run.runId, onClick);
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
