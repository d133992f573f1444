import type { Link } from "./kept-state.ts";
import { isUserscript } from "./userscript.ts";

const TIMEOUT_MS = 15_000;

/**
 * Sends a document's single operation over HTTP, in a userscript through the manager.
 *
 * @throws Error with the server's message, and as `cause` `unlinked` if the token is not valid here, or `busy` if
 *   the server could not answer now; any other error if there was no response, or one from a proxy
 */
export async function ask<Data>({ server, token }: Link, query: string, variables?: object): Promise<Data> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query, variables });
  const text = await post(`${server}/graphql`, { method: "POST", headers, body });
  // The server's schema and the document decide the shape; codegen typed it.
  const { data, errors }: { data?: Data; errors?: [{ message: string }] } = JSON.parse(text);
  if (data && !errors) return data;
  const cause = /"(UNAUTHENTICATED|FORBIDDEN)"/.test(text) ? "unlinked" : "busy";
  throw new Error(errors?.[0].message, { cause });
}

async function post(url: string, request: RequestInit): Promise<string> {
  if (isUserscript) {
    return new Promise((resolve, onerror) => {
      const onload = (reply: { responseText: string }) => resolve(reply.responseText);
      const ends = { onload, onerror, ontimeout: onerror, timeout: TIMEOUT_MS, anonymous: true };
      // The manager calls the request body `data`.
      GM.xmlHttpRequest({ url, data: request.body, ...request, ...ends });
    });
  }
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return (await fetch(url, { ...request, credentials: "omit", signal })).text();
}
