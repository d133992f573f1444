import { ContinueAsGuestDocument, type ContinueAsGuestMutation } from "../../generated/graphql.ts";
import { createSend, type Outcome } from "../../lib/data/mutate.ts";

/** Creates a guest with the browser's time zone, or continues as the guest of the browser's cookie. */
export function createBecomeGuest(): () => Promise<Outcome<ContinueAsGuestMutation>> {
  const send = createSend(ContinueAsGuestDocument);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return () => send({ input: { timezone: timeZone } });
}
