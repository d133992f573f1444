import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createIdentity, type Identity } from "../identity.ts";
import type { ServerClock } from "../time/server-clock.ts";
import { isChanging, startAfresh } from "../viewer-change.ts";
import { inOrderOfArrival } from "./arrival-order.ts";
import { type CacheRules, createCache } from "./cache.ts";
import { cacheOnly } from "./cache-only.ts";
import { type Connection, createConnection } from "./connection.ts";
import { freshAnswers } from "./fresh-answers.ts";
import { createGraphqlFetch } from "./http.ts";
import { keptAnswers } from "./kept-answers.ts";
import { createLateSocket } from "./late-socket.ts";
import { newestVersions } from "./newest-versions.ts";
import { forgetSeen } from "./seen-storage.ts";

/** A slower disk must not keep the page empty. */
const LONGEST_READ_MS = 1000;

export interface ClientParts {
  readonly client: Client;
  readonly connection: Connection;
  readonly identity: Identity;
  /** Resolves when the stored cache has been read, or after a second. */
  ready: Promise<void>;
  /** Reopens the socket, such as after the viewer has changed: it is authenticated only when it opens. */
  reconnect(): void;
}

/** The GraphQL client of the app: requests over POST, subscriptions over a socket, one cache for both. */
export function createGraphqlClient(clock: ServerClock, wall: () => number, rules: CacheRules): ClientParts {
  const { connection, http, socket: listener } = createConnection(wall, probe);
  const socket = createLateSocket(listener);
  const identity = createIdentity({
    isChanging,
    onOther: () => void startAfresh(),
    onEnded: () => void forgetSeen(),
  });
  const ask = createGraphqlFetch({ ...http, serverTime: clock.hear, viewer: identity.hear });

  async function probe() {
    const body = JSON.stringify({ query: "query Probe { serverTime }" });
    const headers = { "content-type": "application/json", accept: "application/json" };
    // The listener of `ask` already knows the outcome.
    await ask("/graphql", { method: "POST", headers, body }).catch(() => undefined);
  }

  let cacheIsReady = () => {};
  const ready = new Promise<void>((resolve) => {
    cacheIsReady = resolve;
    setTimeout(resolve, LONGEST_READ_MS);
  });
  const client = new Client({
    url: "/graphql",
    preferGetMethod: false,
    fetch: ask,
    // By default urql also accepts an event stream, and the server cuts streams off when their login ends. Logging
    // in ends the guest's login, so its answer would never arrive.
    fetchOptions: { headers: { accept: "application/graphql-response+json, application/json" } },
    exchanges: [
      keptAnswers,
      cacheOnly,
      inOrderOfArrival(createCache(rules, () => cacheIsReady())),
      newestVersions,
      freshAnswers,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }) => ({
          subscribe: (sink) => ({
            unsubscribe: socket.subscribe(
              { query, variables: { ...variables } },
              {
                next: ({ data = null, errors = [] }) =>
                  sink.next(errors.length ? { data, errors } : { data }),
                error: (cause) => sink.error(cause),
                complete: () => sink.complete(),
              },
            ),
          }),
        }),
      }),
    ],
  });
  return { client, connection, identity, ready, reconnect: () => socket.terminate() };
}
