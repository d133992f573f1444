import { newId } from "../lib/random-id.ts";

/**
 * Idempotency keys for one form. Submitting the same content again reuses its key, so that it is created only once
 * even if a response was lost. Different content gets a new key.
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
