import { LogoutDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { whenSent } from "../../lib/events/event-handover.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";

/** What was pressed a moment ago is worth a moment; the rest waits for the next login. */
const LONGEST_WAIT_MS = 3000;

/**
 * Logs out: sends what was pressed, ends this login, forgets what this browser has seen, and opens Today as a
 * visitor. It is given who logs out, and gives back why it did not work, in words; null when the page is about to
 * be left.
 */
export function createLogOut(): (viewerId: string) => Promise<string | null> {
  const send = createSend(LogoutDocument);
  return (viewerId) =>
    whileChanging(async () => {
      await whenSent(createEventStore(), viewerId, LONGEST_WAIT_MS);
      const outcome = await send({});
      // Ended already is logged out as well.
      if ("refused" in outcome && outcome.refused.fault?.kind !== "unauthenticated") {
        return outcome.refused.words;
      }
      await startAfresh(paths.today);
      return null;
    });
}
