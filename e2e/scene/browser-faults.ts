import { type BrowserContext, type ConsoleMessage, expect } from "@playwright/test";

/** What a browser logs when the server refuses a token, and when it cannot reach the server. */
const REFUSED_TOKEN = /status of 40[13]/;
const LOST_CONNECTION = /net::ERR_|WebSocket connection to|Failed to fetch|the network connection was lost/i;

/** Console errors, uncaught errors and CSP violations on all pages of a context. */
export interface BrowserFaults {
  /** From now on, errors about lost connections are allowed. */
  expectLostConnections(): void;
  /** From now on, the server may refuse a token. */
  expectRefusedTokens(): void;
  /** Also watches another context. */
  watch(context: BrowserContext): Promise<void>;
}

export interface WatchedFaults extends BrowserFaults {
  /** @throws if the browser reported an error that the test did not expect */
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
      // Report-only policies and violations without a console message count as well.
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (breach) => {
          console.error(`CSP ${breach.effectiveDirective} refused ${breach.blockedURI}`);
        });
      });
    },
    check: () => expect(seen, "the browser reported nothing").toEqual([]),
  };
}
