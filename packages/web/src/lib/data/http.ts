import { propertyOf } from "../property-of.ts";

/** Receives what every HTTP answer reveals besides its data. */
export interface HttpListener {
  /** The server answered something, good or bad. */
  reached(): void;
  /** No answer came. */
  unreachable(): void;
  /** When the server wrote the answer (epoch ms), and how long the round trip took, in milliseconds. */
  serverTime(serverMs: number, roundTripMs: number): void;
  /** Who the viewer is, null for a visitor. @returns false if the answer must not reach the page */
  viewer(id: string | null): boolean;
}

const WHO = "query Who { csrfToken viewer { id } }";

/** The server answers within 15 seconds. A request on a connection that has died silently would wait for minutes. */
const ANSWER_WITHIN_MS = 20_000;

/** The answer is for another viewer: this page's login is over. */
class OtherViewer extends Error {}

/**
 * `fetch` for the GraphQL client. Sends the CSRF token with each request. If a request is refused for an outdated
 * token, fetches a new one and retries once, provided that the viewer is still the same. In place of an answer for
 * another viewer it tells that the login is over: whoever waits for it may hold a lock that other tabs need.
 */
export function createGraphqlFetch(listener: HttpListener, answerWithinMs = ANSWER_WITHIN_MS): typeof fetch {
  let token: string | null = null;

  async function ask(input: RequestInfo | URL, init: RequestInit | undefined): Promise<[Response, unknown]> {
    const headers = new Headers(init?.headers);
    if (token !== null) headers.set("x-csrf-token", token);
    const limit = AbortSignal.timeout(answerWithinMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    const askedAt = performance.now();
    const response = await fetch(input, { ...init, headers, signal, credentials: "same-origin" });
    const text = await response.text();
    const answer = parsed(text);
    const data = propertyOf(answer, "data");
    const serverTime = textIn(data, "serverTime");
    if (serverTime !== null) listener.serverTime(Date.parse(serverTime), performance.now() - askedAt);
    const viewer = viewerOf(answer);
    if (viewer !== undefined && !listener.viewer(viewer)) throw new OtherViewer();
    // Only now: with the token of another viewer, this page's changes would be made in their name.
    token = textIn(data, "csrfToken") ?? token;
    return [new Response(text, { status: response.status, headers: response.headers }), answer];
  }

  return async (input, init) => {
    try {
      // After an offline start no answer has brought a token yet, and the first mutation would be refused.
      if (token === null && restsOnCookie(init)) await ask(input, queryInit(WHO));
      const [response, answer] = await ask(input, init);
      listener.reached();
      const code = codeOf(answer);
      if (code !== "FORBIDDEN" && code !== "UNAUTHENTICATED") return response;
      await ask(input, queryInit(WHO));
      if (code === "UNAUTHENTICATED") return response;
      const [second] = await ask(input, init);
      return second;
    } catch (error) {
      if (error instanceof OtherViewer) {
        listener.reached();
        return loggedOut();
      }
      if (!(error instanceof DOMException && error.name === "AbortError")) listener.unreachable();
      throw error;
    }
  };
}

function loggedOut(): Response {
  const errors = [{ message: "You are logged out.", extensions: { code: "UNAUTHENTICATED" } }];
  return Response.json({ errors }, { status: 401 });
}

function queryInit(query: string): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query }),
  };
}

/** Whether a request relies on the login cookie: every mutation, unless it creates a login and asks for its token. */
function restsOnCookie(init: RequestInit | undefined): boolean {
  const query = typeof init?.body === "string" ? propertyOf(parsed(init.body), "query") : undefined;
  return typeof query === "string" && /^\s*mutation\b/.test(query) && !query.includes("csrfToken");
}

/** The viewer's id, null for a visitor; undefined if the answer does not say or has errors. */
function viewerOf(answer: unknown): string | null | undefined {
  const viewer = propertyOf(propertyOf(answer, "data"), "viewer");
  if (propertyOf(answer, "errors") !== undefined) return undefined;
  if (viewer === null) return null;
  const id = propertyOf(viewer, "id");
  return typeof id === "string" ? id : undefined;
}

/** The first text with this name, at most two objects deep and outside of lists; null if there is none. */
function textIn(data: unknown, name: string, depth = 2): string | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const own = propertyOf(data, name);
  if (typeof own === "string") return own;
  if (depth === 0) return null;
  for (const child of Object.values(data)) {
    const text = textIn(child, name, depth - 1);
    if (text !== null) return text;
  }
  return null;
}

function codeOf(answer: unknown): unknown {
  const errors = propertyOf(answer, "errors");
  return Array.isArray(errors) ? propertyOf(propertyOf(errors[0], "extensions"), "code") : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
