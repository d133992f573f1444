import type { Client } from "@urql/core";
import { Provider } from "@urql/solid";
import { createComponent, createRoot, untrack } from "solid-js";
import { type ConnectionParts, createConnection } from "../lib/data/connection.ts";
import { ServicesContext } from "../lib/data/services.ts";
import { createServerClock } from "../lib/time/server-clock.ts";

export interface InApp<Made> {
  readonly made: Made;
  /** The connection's inputs, for the test to drive. */
  readonly parts: ConnectionParts;
  /** Unmounts the component. */
  dispose(): void;
}

/** Runs `make` as a component's set-up inside the app's services, with a ticker that never ticks. */
export function inApp<Made>(client: Client, make: () => Made): InApp<Made> {
  return createRoot((dispose) => {
    const parts = createConnection(Date.now, async () => {});
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
    if (first === undefined || made.length > 1) throw new Error("a component is created exactly once");
    return { made: first, parts, dispose };
  });
}
