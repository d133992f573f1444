import type { Client } from "@urql/core";
import { ContinueAsGuestDocument, type MeFragment } from "../../generated/graphql.ts";
import { faultOf, isRefusal } from "../../lib/data/result.ts";

/** A guest, or why there is none. */
export type GuestOutcome = { readonly me: MeFragment } | { readonly refusal: string };

/** Makes a guest whose days begin and end in the browser's zone; with a guest's cookie it is that guest. */
export async function becomeGuest(client: Client): Promise<GuestOutcome> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const input = { timezone: timeZone };
  const { data, error } = await client.mutation(ContinueAsGuestDocument, { input }).toPromise();
  if (error) return { refusal: faultOf(error).words };
  if (!data) return { refusal: "The server's answer was incomplete." };
  const answer = data.continueAsGuest;
  return isRefusal(answer) ? { refusal: answer.message } : { me: answer.user };
}
