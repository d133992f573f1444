import { newId } from "./random-id.ts";

type Keyed<Input> = Input & { readonly idempotencyKey: string };

/**
 * Sends requests that create something, each with an idempotency key. A failed request may have been taken all the
 * same, if only its answer was lost. So the same content is sent as the same request again, key included, until it is
 * taken.
 *
 * @returns sends an input; `content` is what the user entered, if the input also depends on the time
 */
export function createSendOnce<Input extends object>() {
  const failed = new Map<string, Keyed<Input>>();
  return async <Outcome extends object>(
    input: Input,
    send: (request: Keyed<Input>) => Promise<Outcome>,
    content: unknown = input,
  ): Promise<Outcome> => {
    const text = JSON.stringify(content);
    const request = failed.get(text) ?? { ...input, idempotencyKey: newId(Date.now()) };
    failed.delete(text);
    const outcome = await send(request);
    if ("refused" in outcome) failed.set(text, request);
    return outcome;
  };
}
