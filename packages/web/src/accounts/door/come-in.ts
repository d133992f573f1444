import { handOver, whenSent } from "../../lib/events/event-handover.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import { startAfresh, whileChanging } from "../../lib/viewer-change.ts";
import type { FormRefusal } from "../../ui/form/form-state.ts";
import type { Me } from "../me-context.ts";

/** The connection may be slow, but a login must not wait for a queue that cannot be emptied. */
const LONGEST_WAIT_MS = 5000;

type Outcome =
  | { readonly taken: { readonly user: { readonly id: string } } }
  | { readonly refused: FormRefusal };

/**
 * Logs in or registers: sends the guest's queued events, asks the server, and opens Today as the new viewer. Events
 * that could not be sent move to the account, like the rest of the guest's data.
 *
 * @returns why the server refused; null if the page is about to reload
 */
export function comeIn(me: Me, ask: () => Promise<Outcome>): Promise<FormRefusal | null> {
  const guest = me?.kind === "GUEST" ? me.id : null;
  return whileChanging(async () => {
    const store = createEventStore();
    if (guest) await whenSent(store, guest, LONGEST_WAIT_MS);
    const outcome = await ask();
    if ("refused" in outcome) return outcome.refused;
    const { id } = outcome.taken.user;
    if (guest && guest !== id) await handOver(store, guest, id);
    await startAfresh(paths.today);
    return null;
  });
}
