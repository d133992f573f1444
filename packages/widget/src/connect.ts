import type { Link } from "./kept-state.ts";
import { connect } from "./sync.ts";
import { isUserscript } from "./userscript.ts";

/**
 * The tracker's origin. In the userscript, the API replaces the placeholder with it. On an ordinary page it comes
 * from the script element's `data-server`, else from the script's `src`; undefined if there is neither.
 */
export const server = isUserscript ? "__PACEKEEPER_ORIGIN__" : originOfScript();

/** The nonce of the pending request; NaN, which equals nothing, while there is none. */
let nonce: string | number = NaN;

/** Opens the tracker, which asks the person and posts a token back. Call it directly in a click handler. */
export function askForLink(): void {
  nonce = crypto.randomUUID();
  open(`${server}/connect?origin=${location.origin}&nonce=${nonce}`);
}

// Accepts the token that the tracker posts in answer to the pending request.
addEventListener("message", ({ origin, data }) => {
  if (origin !== server || data?.nonce !== nonce || data.type !== "pacekeeper:token" || !data.token) return;
  nonce = NaN;
  connect({ server, token: `${data.token}` });
});

/** The link in a connection code: base64 of the JSON `{ server, token }`; undefined if the code is invalid. */
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
  // For a module script `document.currentScript` is null, so search for the element.
  const script = document.querySelector<HTMLScriptElement>('script[data-server],script[src*="/widget.js"]');
  return originOf(script?.dataset.server) ?? originOf(script?.src);
}

function originOf(address = ""): string | undefined {
  return /^https?:/.test(address) ? new URL(address).origin : undefined;
}
