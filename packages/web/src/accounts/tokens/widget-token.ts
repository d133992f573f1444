import type { Client } from "@urql/core";
import { CreateApiTokenDocument } from "../../generated/graphql.ts";
import { faultOf, isRefusal } from "../../lib/data/result.ts";
import { newId } from "../../lib/random-id.ts";
import { WIDGET_SCOPES } from "./token-scopes.ts";

/** A token, shown this once; or why there is none. */
export type TokenOutcome = { readonly token: string } | { readonly refusal: string };

/**
 * Makes a token that may record work and run task timers, and nothing else.
 *
 * @param origin the only page that may use it; null: any client that sends no Origin
 */
export async function createWidgetToken(
  client: Client,
  name: string,
  origin: string | null,
): Promise<TokenOutcome> {
  const input = { name, scopes: [...WIDGET_SCOPES], origin, idempotencyKey: newId(Date.now()) };
  const { data, error } = await client.mutation(CreateApiTokenDocument, { input }).toPromise();
  if (error) return { refusal: faultOf(error).words };
  if (!data) return { refusal: "The server's answer was incomplete." };
  const answer = data.createApiToken;
  return isRefusal(answer) ? { refusal: answer.message } : { token: answer.token };
}
