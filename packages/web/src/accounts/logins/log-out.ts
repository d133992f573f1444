import type { Client } from "@urql/core";
import { LogoutDocument } from "../../generated/graphql.ts";
import { faultOf, isRefusal } from "../../lib/data/result.ts";
import { whenSent } from "../../lib/events/event-handover.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";

/** What was pressed a moment ago is worth a moment; the rest waits for the next login. */
const LONGEST_WAIT_MS = 3000;

/**
 * Logs out: sends what was pressed, ends this login, forgets what this browser has seen, and opens Today as a
 * visitor.
 *
 * @param viewerId who logs out
 * @returns why it did not work, in words; null when the page is about to be left
 */
export function logOut(client: Client, viewerId: string): Promise<string | null> {
  return whileChanging(async () => {
    await whenSent(createEventStore(), viewerId, LONGEST_WAIT_MS);
    const { data, error } = await client.mutation(LogoutDocument, {}).toPromise();
    const fault = error ? faultOf(error) : null;
    // Ended already is logged out as well.
    if (fault && fault.kind !== "unauthenticated") return fault.words;
    if (data && isRefusal(data.logout)) return data.logout.message;
    await startAfresh(paths.today);
    return null;
  });
}
