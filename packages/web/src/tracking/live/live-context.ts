import { createContext, useContext } from "solid-js";
import type { LiveTracking } from "./live-tracking.ts";

export const LiveContext = createContext<LiveTracking>();

/** @throws Error outside of the app's own tree */
export function useLive(): LiveTracking {
  const live = useContext(LiveContext);
  if (!live) throw new Error("Live tracking is provided by the app");
  return live;
}
