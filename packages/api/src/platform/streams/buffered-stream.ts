/**
 * A stream that buffers only the newest value of each key: a slow reader misses the values in between. Unlike an async
 * generator's, its `return()` ends it at once, even while a read waits.
 */
export class BufferedStream<Value> implements AsyncIterableIterator<Value> {
  readonly #waiting = new Map<string, Value>();
  readonly #readers: {
    resolve(result: IteratorResult<Value>): void;
    reject(error: unknown): void;
  }[] = [];
  #failure: { readonly error: unknown } | null = null;
  #ended = false;

  /** @param onEnd called once, however the stream ends */
  constructor(private readonly onEnd: () => void) {}

  /** How many values wait for a reader. */
  get size(): number {
    return this.#waiting.size;
  }

  push(key: string, value: Value): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) {
      reader.resolve({ done: false, value });
      return;
    }
    // Deleted first, so that the order is that of the newest values.
    this.#waiting.delete(key);
    this.#waiting.set(key, value);
  }

  /** Ends the stream after the buffered values. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
    this.onEnd();
  }

  /** Ends the stream with an error, which the reader receives after the buffered values. */
  fail(error: unknown): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) reader.reject(error);
    else this.#failure = { error };
    this.end();
  }

  /** Drops the buffered values and ends the stream with an error. */
  abort(error: unknown): void {
    this.#waiting.clear();
    this.fail(error);
  }

  async next(): Promise<IteratorResult<Value>> {
    for (const [key, value] of this.#waiting) {
      this.#waiting.delete(key);
      return { done: false, value };
    }
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure.error;
    if (this.#ended) return { done: true, value: undefined };
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<Value>> {
    this.#waiting.clear();
    this.#failure = null;
    this.end();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<Value>> {
    await this.return();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
