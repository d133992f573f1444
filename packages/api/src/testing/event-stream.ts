/** A subscription over an event stream, as used by clients without sockets. */
export interface EventStream {
  /** The HTTP status of the answer. */
  readonly status: number;
  /**
   * The next result of the subscription; null when the server has ended the stream. Rejects when the connection breaks,
   * which includes a hard close by the server.
   */
  next(): Promise<StreamedResult | null>;
  /** Resolves once the server has ended the stream in any way; earlier results are dropped. */
  ended(): Promise<void>;
  close(): Promise<void>;
}

export interface StreamedResult {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own document
  readonly data?: any;
  readonly errors?: { message: string; extensions: { code?: string } }[];
}

/** Opens a stream by POST. @param url the server's URL @param headers the sender's credentials */
export async function anEventStream(
  url: string,
  query: string,
  headers: Record<string, string> = {},
  variables: object = {},
): Promise<EventStream> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  let unread = "";

  async function next(): Promise<StreamedResult | null> {
    for (;;) {
      const end = unread.indexOf("\n\n");
      if (end >= 0) {
        const result = resultIn(unread.slice(0, end));
        unread = unread.slice(end + 2);
        if (result) return result;
        continue;
      }
      const { done, value } = await reader.read();
      if (done) return null;
      unread += decoder.decode(value, { stream: true });
    }
  }

  return {
    status: response.status,
    next,
    async ended() {
      try {
        while ((await next()) !== null);
      } catch {
        // A broken connection is an end too.
      }
    },
    close: () => reader.cancel().catch(() => {}),
  };
}

/** The result in one event; null for a keep-alive and for the final event. */
function resultIn(event: string): StreamedResult | null {
  const lines = event.split("\n");
  if (!lines.includes("event: next")) return null;
  const data = lines.find((line) => line.startsWith("data: "));
  return data === undefined ? null : JSON.parse(data.slice("data: ".length));
}
