import { newId } from "../lib/random-id.ts";

/**
 * Idempotency keys for what somebody sends from one form: the same content again is the same thing, made once although
 * its answer was lost; other content is another.
 */
export function keysOfContent(): (content: object) => string {
  const keys = new Map<string, string>();
  return (content) => {
    const text = JSON.stringify(content);
    const key = keys.get(text) ?? newId(Date.now());
    keys.set(text, key);
    return key;
  };
}
