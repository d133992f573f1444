/**
 * A stream of which only the newest value counts: who reads slowly misses what came between. Unlike an async
 * generator, `return()` ends it at once, also while it waits.
 */
export class LatestStream<Value> implements AsyncIterableIterator<Value> {
  #waiting: { readonly value: Value } | null = null;
  #failure: { readonly error: unknown } | null = null;
  #ended = false;
  readonly #readers: {
    resolve(result: IteratorResult<Value>): void;
    reject(error: unknown): void;
  }[] = [];

  /** @param onEnd called once, however it ends */
  constructor(private readonly onEnd: () => void) {}

  push(value: Value): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) reader.resolve({ done: false, value });
    else this.#waiting = { value };
  }

  /** Ends it after the value that waits to be read. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const reader of this.#readers.splice(0)) reader.resolve({ done: true, value: undefined });
    this.onEnd();
  }

  /** Ends it with a fault, which the reader is told. */
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
