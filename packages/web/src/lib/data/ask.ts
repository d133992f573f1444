import { type AnyVariables, type Client, createRequest, type TypedDocumentNode } from "@urql/core";
import { type Fault, faultOf } from "./result.ts";

/** The server's answer to one query. */
export interface Answer<Data> {
  readonly data: Data | undefined;
  /** Why data is missing or incomplete. */
  readonly fault: Fault | null;
}

const askedThisTurn = new WeakMap<Client, Map<number, Promise<Answer<unknown>>>>();
/** A fraction, so that it never equals another request's key: those are integer hashes. */
let nextKey = 0.5;

/**
 * Sends a query to the server, bypassing the cache, and writes the answer to the cache. Resolves with the answer to
 * this very request, so that the caller can compare it with what arrived in the meantime. Never rejects. Two equal
 * requests in one turn of the event loop are sent once.
 */
export function ask<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const request = createRequest(document, variables);
  const underWay = askedThisTurn.get(client) ?? new Map<number, Promise<Answer<unknown>>>();
  askedThisTurn.set(client, underWay);
  // The same key means the same document, and so the same type of data.
  const same = underWay.get(request.key) as Promise<Answer<Data>> | undefined;
  if (same) return same;
  // With a shared key, the first result could be a re-read from the cache instead of this answer.
  const key = nextKey;
  nextKey += 1;
  const answer = client
    .executeQuery<Data, Variables>({ ...request, key }, { requestPolicy: "network-only" })
    .toPromise()
    .then(({ data, error }) => ({ data: data ?? undefined, fault: error ? faultOf(error) : null }));
  underWay.set(request.key, answer);
  queueMicrotask(() => underWay.delete(request.key));
  return answer;
}

/**
 * Reads a query from the cache, now and after each change, without a request. For state that is merged from several
 * sources; data that is only shown uses `followQuery`.
 *
 * @returns unsubscribes
 */
export function recall<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  heard: (data: Data) => void,
): () => void {
  const known = client.query(document, variables, { requestPolicy: "cache-only" });
  return known.subscribe(({ data }) => data && heard(data)).unsubscribe;
}
