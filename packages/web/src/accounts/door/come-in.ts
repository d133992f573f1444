import { startAfresh, whileChanging } from "../../lib/afresh.ts";
import { handOver, whenSent } from "../../lib/events/event-handover.ts";
import { createEventStore } from "../../lib/events/event-store.ts";
import { paths } from "../../lib/paths.ts";
import type { FormRefusal } from "../../ui/form/form-state.ts";
import type { Me } from "../me-context.ts";

/** The way to the server may be slow, but a login should not hang on a queue that cannot be emptied. */
const LONGEST_WAIT_MS = 5000;

type Outcome =
  | { readonly taken: { readonly user: { readonly id: string } } }
  | { readonly refused: FormRefusal };

/**
 * Becomes somebody else: sends what the guest has pressed, asks the server, and opens Today as whoever that
 * makes of this browser. What could not be sent is the account's from then on, as the rest of the guest's.
 *
 * @returns why the server refused; null when the page is about to be left
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
