import { CreateApiTokenDocument, type CreateApiTokenMutation } from "../../generated/graphql.ts";
import { createSend, type Outcome } from "../../lib/data/mutate.ts";
import { newId } from "../../lib/random-id.ts";
import { WIDGET_SCOPES } from "./token-scopes.ts";

/**
 * Makes tokens that may record work and run task timers, and nothing else. Each is told this once.
 *
 * @returns takes a name, and the origin of the only page that may use it; null: any client that sends no Origin
 */
export function createWidgetTokens(): (
  name: string,
  origin: string | null,
) => Promise<Outcome<CreateApiTokenMutation>> {
  const send = createSend(CreateApiTokenDocument);
  return (name, origin) =>
    send({ input: { name, scopes: [...WIDGET_SCOPES], origin, idempotencyKey: newId(Date.now()) } });
}
