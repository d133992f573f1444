import type { Client } from "@urql/core";
import { createContext, useContext } from "solid-js";
import type { ServerClock } from "../time/server-clock.ts";
import type { Ticker } from "../time/ticker.ts";
import type { Connection } from "./connection.ts";

/** The services that the app provides to every feature. */
export interface Services {
  readonly client: Client;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly connection: Connection;
}

export const ServicesContext = createContext<Services>();

/** @throws Error outside the app's component tree */
export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("useServices must be used inside the app");
  return services;
}
