/**
 * A stream that keeps only the newest value: a slow reader misses the values in between. Unlike an async generator's,
 * its `return()` ends it at once, even while a read waits.
 */
export class LatestStream<Value> implements AsyncIterableIterator<Value> {
  #waiting: { readonly value: Value } | null = null;
  #failure: { readonly error: unknown } | null = null;
  #ended = false;
  readonly #readers: {
    resolve(result: IteratorResult<Value>): void;
    reject(error: unknown): void;
  }[] = [];

  /** @param onEnd called once, however the stream ends */
  constructor(private readonly onEnd: () => void) {}

  push(value: Value): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ done: false, value });
    else this.#waiting = { value };
  }

  /** Ends the stream after the buffered value. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
    this.onEnd();
  }

  /** Ends the stream with an error, which the reader receives. */
  fail(error: unknown): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) reader.reject(error);
    else this.#failure = { error };
    this.end();
  }

  async next(): Promise<IteratorResult<Value>> {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) return { done: false, value: waiting.value };
    const failure = this.#failure;
    this.#failure = null;
    if (failure) throw failure.error;
    if (this.#ended) return { done: true, value: undefined };
    return new Promise((resolve, reject) => this.#readers.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<Value>> {
    this.#waiting = null;
    this.end();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<Value>> {
    this.#waiting = null;
    this.end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
