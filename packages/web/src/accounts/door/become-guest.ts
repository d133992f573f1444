import { ContinueAsGuestDocument, type ContinueAsGuestMutation } from "../../generated/graphql.ts";
import { createSend, type Outcome } from "../../lib/data/mutate.ts";

/** Makes a guest whose days begin and end in the browser's zone; with a guest's cookie it is that guest. */
export function createBecomeGuest(): () => Promise<Outcome<ContinueAsGuestMutation>> {
  const send = createSend(ContinueAsGuestDocument);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return () => send({ input: { timezone: timeZone } });
}
