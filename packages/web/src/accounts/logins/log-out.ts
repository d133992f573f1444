import { LogoutDocument } from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { whenSent } from "../../lib/events/event-handover.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";

/** The longest wait for unsent presses; the rest stay queued for the next login. */
const LONGEST_WAIT_MS = 3000;

/**
 * Makes the function that logs out: it sends queued presses, ends this login, clears the cache in this browser, and
 * opens Today as a visitor. It takes the viewer's id and resolves with why it failed, or null if the page is about to
 * reload.
 */
export function createLogOut(): (viewerId: string) => Promise<string | null> {
  const send = createSend(LogoutDocument);
  return (viewerId) =>
    whileChanging(async () => {
      await whenSent(createEventStore(), viewerId, LONGEST_WAIT_MS);
      const outcome = await send({});
      // A login that has already ended is logged out too.
      if ("refused" in outcome && outcome.refused.fault?.kind !== "unauthenticated") {
        return outcome.refused.words;
      }
      await startAfresh(paths.today);
      return null;
    });
}
