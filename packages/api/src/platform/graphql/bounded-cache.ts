/** A cache that drops what was used longest ago, by the size of what it holds rather than by its number. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/**
 * A cache whose entries are together at most `most` large. An entry larger than `largest` is not kept.
 *
 * @param sizeOf an entry's size; by default its key's length
 */
export function createBoundedCache<Value>(
  { largest, most }: { readonly largest: number; readonly most: number },
  sizeOf: (key: string, value: Value) => number = (key) => key.length,
): BoundedCache<Value> {
  // A Map keeps the order of insertion: the first entry is the one that was used longest ago.
  const kept = new Map<string, Value>();
  let held = 0;

  function drop(key: string, value: Value): void {
    kept.delete(key);
    held -= sizeOf(key, value);
  }
  return {
    get(key) {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    set(key, value) {
      const size = sizeOf(key, value);
      if (size > largest) return;
      const before = kept.get(key);
      if (before !== undefined) drop(key, before);
      kept.set(key, value);
      held += size;
      for (const [oldest, old] of kept) {
        if (held <= most) break;
        drop(oldest, old);
      }
    },
  };
}
