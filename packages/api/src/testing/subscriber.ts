import { setTimeout as delay } from "node:timers/promises";
import { createClient } from "graphql-ws";
import { expect, vi } from "vitest";
import { WebSocket } from "ws";

/** A client that follows subscriptions over one socket. */
export interface Subscriber {
  /** Follows a subscription; its values or errors arrive one by one. */
  follow(query: string): Following;
  close(): Promise<void>;
}

export interface Following {
  /** Everything received so far: the single field's value, or the errors. */
  readonly told: unknown[];
  /** Whether the server has ended it. */
  readonly ended: boolean;
  /** The next value not yet taken; rejects after 15 s without one. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the test's own document
  next(): Promise<any>;
}

/** Opens a socket to a server's URL. @param bearer a login's or token's secret */
export function aSubscriber(url: string, bearer: string): Subscriber {
  const client = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    connectionParams: { authorization: `Bearer ${bearer}` },
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return {
    follow(query) {
      const told: unknown[] = [];
      let taken = 0;
      let ended = false;
      client.subscribe<Record<string, unknown>>(
        { query },
        {
          next: ({ data, errors }) => told.push(data ? Object.values(data)[0] : errors),
          error: (errors) => told.push(errors),
          complete: () => {
            ended = true;
          },
        },
      );
      return {
        told,
        get ended() {
          return ended;
        },
        async next() {
          for (let waited = 0; told.length <= taken; waited += 1) {
            if (waited === 1_500) throw new Error(`Nothing arrived for ${query}`);
            await delay(10);
          }
          taken += 1;
          return told[taken - 1];
        },
      };
    },
    close: async () => client.dispose(),
  };
}

/** A server that tells how many streams are open in it. */
export interface Streaming {
  readonly url: string;
  streamCount(): number;
}

/** Follows a document with a subscriber of its own, once the server listens for changes: what comes before is not told. */
export async function followChanges(
  server: Streaming,
  bearer: string,
  query: string,
): Promise<Following & Pick<Subscriber, "close">> {
  const before = server.streamCount();
  const subscriber = aSubscriber(server.url, bearer);
  const following = subscriber.follow(query);
  await vi.waitFor(() => expect(server.streamCount()).toBe(before + 1), 10_000);
  return Object.assign(following, { close: subscriber.close });
}
