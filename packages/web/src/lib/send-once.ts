import { newId } from "./random-id.ts";

type Keyed<Input> = Input & { readonly idempotencyKey: string };

/** The outcome of a request; without an answer in its refusal, the server may have taken it. */
type Outcome = { readonly taken: unknown } | { readonly refused: { readonly answer: unknown } };

/** A later request with the same content is meant anew: the person has seen whether the first one was taken. */
const REMEMBERED_FOR_MS = 60_000;

/**
 * Sends requests that create something, each with an idempotency key. A failed request may have been taken all the
 * same, if only its answer was lost. So for a minute the same content is sent as the same request again, key included,
 * until it is answered.
 *
 * @returns sends an input; `content` is what the user entered, if the input also depends on the time
 */
export function createSendOnce<Input extends object>() {
  const failed = new Map<string, { readonly request: Keyed<Input>; readonly at: number }>();
  return async <Sent extends Outcome>(
    input: Input,
    send: (request: Keyed<Input>) => Promise<Sent>,
    content: unknown = input,
  ): Promise<Sent> => {
    const text = JSON.stringify(content);
    const before = failed.get(text);
    failed.delete(text);
    const isSame = before !== undefined && performance.now() - before.at < REMEMBERED_FOR_MS;
    const request = isSame ? before.request : { ...input, idempotencyKey: newId(Date.now()) };
    const outcome = await send(request);
    if ("refused" in outcome && outcome.refused.answer === null) {
      failed.set(text, { request, at: performance.now() });
    }
    return outcome;
  };
}
