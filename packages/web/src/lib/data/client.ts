import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createIdentity, type Identity } from "../identity.ts";
import type { ServerClock } from "../time/server-clock.ts";
import { isChanging, startAfresh } from "../viewer-change.ts";
import { createCache } from "./cache.ts";
import { cacheOnly } from "./cache-only.ts";
import { type Connection, createConnection } from "./connection.ts";
import { freshAnswers } from "./fresh-answers.ts";
import { createGraphqlFetch } from "./http.ts";
import { keptAnswers } from "./kept-answers.ts";
import { createLateSocket } from "./late-socket.ts";
import { forgetSeen } from "./seen-storage.ts";

/** A disk slower than this should not keep the page empty. */
const LONGEST_READ_MS = 1000;

export interface ClientParts {
  readonly client: Client;
  readonly connection: Connection;
  readonly identity: Identity;
  /** Resolves when the client holds what was seen last, or when that takes too long to wait for. */
  ready: Promise<void>;
  /** Opens the socket anew, such as after becoming someone else: it is authenticated when it opens. */
  reconnect(): void;
}

/** The GraphQL client of the app: requests by POST, subscriptions by socket, one cache for both. */
export function createGraphqlClient(clock: ServerClock, wall: () => number): ClientParts {
  const { connection, http, socket: listener } = createConnection(wall, probe);
  const socket = createLateSocket(listener);
  const identity = createIdentity({
    isChanging,
    onOther: () => void startAfresh(),
    onEnded: () => void forgetSeen(),
  });
  const ask = createGraphqlFetch({ ...http, serverTime: clock.hear, viewer: identity.hear });

  function probe() {
    const body = JSON.stringify({ query: "query Probe { serverTime }" });
    const headers = { "content-type": "application/json", accept: "application/json" };
    // Its listener has heard what came of it.
    ask("/graphql", { method: "POST", headers, body }).catch(() => undefined);
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
    // Left to itself it also asks for an event stream, and the server cuts streams off with their login: the
    // answer to who logs in, which ends the guest's login, would never come.
    fetchOptions: { headers: { accept: "application/graphql-response+json, application/json" } },
    exchanges: [
      keptAnswers,
      cacheOnly,
      createCache(() => cacheIsReady()),
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
