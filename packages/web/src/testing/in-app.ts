import type { Client } from "@urql/core";
import { Provider } from "@urql/solid";
import { createComponent, createRoot, untrack } from "solid-js";
import { type ConnectionParts, createConnection } from "../lib/data/connection.ts";
import { ServicesContext } from "../lib/data/services.ts";
import { createServerClock } from "../lib/time/server-clock.ts";

export interface InApp<Made> {
  readonly made: Made;
  /** What the way to the server says of itself, for the test to say. */
  readonly parts: ConnectionParts;
  /** Takes the component off the page. */
  dispose(): void;
}

/** Makes what a component would make in its set-up, with the app's services around it, whose ticker stands still. */
export function inApp<Made>(client: Client, make: () => Made): InApp<Made> {
  return createRoot((dispose) => {
    const parts = createConnection(Date.now, () => {});
    const clock = createServerClock({ wall: Date.now, monotonic: () => performance.now() });
    const ticker = { now: () => 0, align() {}, tick() {} };
    const made: Made[] = [];
    createComponent(Provider, {
      value: client,
      get children() {
        return createComponent(ServicesContext.Provider, {
          value: { client, clock, ticker, connection: parts.connection },
          get children() {
            made.push(untrack(make));
            return undefined;
          },
        });
      },
    });
    const [first] = made;
    if (first === undefined || made.length > 1) throw new Error("a component is made once");
    return { made: first, parts, dispose };
  });
}
