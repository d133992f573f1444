import { type BrowserContext, type ConsoleMessage, expect } from "@playwright/test";

/** What a browser logs by itself when a request or a socket finds no server. */
const REFUSED_TOKEN = /status of 40[13]/;
const LOST_CONNECTION = /net::ERR_|WebSocket connection to|Failed to fetch|the network connection was lost/i;

/** Console errors, uncaught errors and breaches of a Content Security Policy, of all pages of a context. */
export interface BrowserFaults {
  /** From now on the browser may complain that the server does not answer; nothing else. */
  expectLostConnections(): void;
  /** From now on the server may refuse a token, after which another is used; nothing else. */
  expectRefusedTokens(): void;
  /** Watches another context too. */
  watch(context: BrowserContext): Promise<void>;
}

export interface WatchedFaults extends BrowserFaults {
  /** @throws when anything went wrong in the browser that the test did not expect */
  check(): void;
}

export function watchFaults(): WatchedFaults {
  const seen: string[] = [];
  const expected: RegExp[] = [];

  function heard(kind: string, text: string) {
    if (expected.some((pattern) => pattern.test(text))) return;
    seen.push(`${kind}: ${text}`);
  }
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() !== "error") return;
    heard("console", `${message.text()} (${message.location().url})`);
  };
  return {
    expectLostConnections: () => void expected.push(LOST_CONNECTION),
    expectRefusedTokens: () => void expected.push(REFUSED_TOKEN),
    async watch(context) {
      context.on("console", onConsole);
      context.on("weberror", (error) => heard("uncaught", String(error.error().stack ?? error.error())));
      // A policy that only reports, or a refusal that no console line tells, is a breach as well.
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (breach) => {
          console.error(`CSP ${breach.effectiveDirective} refused ${breach.blockedURI}`);
        });
      });
    },
    check: () => expect(seen, "the browser reported nothing").toEqual([]),
  };
}
