import { type AnyVariables, type Client, createRequest, type TypedDocumentNode } from "@urql/core";
import { type Fault, faultOf } from "./result.ts";

/** What the server said to one question. */
export interface Answer<Data> {
  readonly data: Data | undefined;
  /** Why there is no data, or not all of it. */
  readonly fault: Fault | null;
}

const askedThisTurn = new WeakMap<Client, Map<number, Promise<Answer<unknown>>>>();
/** Not whole, and so no other request's: those are hashes. */
let nextKey = 0.5;

/**
 * Asks the server once, past the cache, which hears of the answer. What comes is the answer to this very question,
 * so that it may be weighed against what was heard since. Never rejects. Asked twice in one turn of the event loop,
 * it is sent once.
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
  // With a key that others have as well, the first result could be one that the cache repeats meanwhile.
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
 * Tells what the cache knows, now and after each of its changes, and asks nothing. For facts that are put together
 * from several voices, each of which counts; what is only shown follows a query.
 *
 * @returns how to stop it
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
