import {
  CreateApiTokenDocument,
  type CreateApiTokenInput,
  type CreateApiTokenMutation,
} from "../../generated/graphql.ts";
import { createSend, type Outcome } from "../../lib/data/mutate.ts";
import { createSendOnce } from "../../lib/send-once.ts";
import { WIDGET_SCOPES } from "./token-scopes.ts";

/**
 * Makes the function that creates tokens for the widget, which can only record work and run task timers. The server
 * sends each secret only once.
 *
 * @returns takes a name, and the only origin that may use the token; null: any client that sends no Origin header
 */
export function createWidgetTokens(): (
  name: string,
  origin: string | null,
) => Promise<Outcome<CreateApiTokenMutation>> {
  const send = createSend(CreateApiTokenDocument);
  const sendOnce = createSendOnce<CreateApiTokenInput>();
  return (name, origin) => sendOnce({ name, scopes: [...WIDGET_SCOPES], origin }, (input) => send({ input }));
}
