import type { Link } from "./kept-state.ts";
import { connect } from "./sync.ts";
import { isUserscript } from "./userscript.ts";

/**
 * The tracker's origin: what the API wrote into the userscript in place of this word; on a page of one's
 * own what the script element says in `data-server`, else where the script came from; undefined when
 * nobody says.
 */
export const server = isUserscript ? "__PACEKEEPER_ORIGIN__" : originOfScript();

/** Of the last question; NaN, which equals nothing, while none is open. */
let nonce: string | number = NaN;

/** One click: opens the tracker, which asks its person and posts a token back. Call it from the click itself. */
export function askForLink(): void {
  nonce = crypto.randomUUID();
  open(`${server}/connect?origin=${location.origin}&nonce=${nonce}`);
}

// A token that the tracker posts in answer to the last question.
addEventListener("message", ({ origin, data }) => {
  if (origin !== server || data?.nonce !== nonce || data.type !== "pacekeeper:token" || !data.token) return;
  nonce = NaN;
  connect({ server, token: `${data.token}` });
});

/** One copy: the link in a connection code, base64 of the JSON `{ server, token }`; undefined if it is none. */
export function linkFromCode(code: string): Link | undefined {
  try {
    const { server, token } = JSON.parse(atob(code));
    const origin = originOf(server);
    if (origin && token) return { server: origin, token: `${token}` };
  } catch {
    // Neither base64 nor JSON.
  }
}

function originOfScript(): string | undefined {
  // A module script is not the current one, but every script can be found.
  const script = document.querySelector<HTMLScriptElement>('script[data-server],script[src*="/widget.js"]');
  return originOf(script?.dataset.server) ?? originOf(script?.src);
}

function originOf(address = ""): string | undefined {
  return /^https?:/.test(address) ? new URL(address).origin : undefined;
}
