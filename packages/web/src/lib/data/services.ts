import type { Client } from "@urql/core";
import { createContext, useContext } from "solid-js";
import type { ServerClock } from "../time/server-clock.ts";
import type { Ticker } from "../time/ticker.ts";
import type { Connection } from "./connection.ts";

/** What every feature may need of the app around it. */
export interface Services {
  readonly client: Client;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly connection: Connection;
}

export const ServicesContext = createContext<Services>();

/** @throws Error outside of the app's own tree */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("Services are provided by the app");
  return services;
}
