import { createContext, useContext } from "solid-js";
import type { LiveTracking } from "./live-tracking.ts";

export const LiveContext = createContext<LiveTracking>();

/** @throws Error outside the app's component tree */
export function useLive(): LiveTracking {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive must be used inside the app");
  return live;
}
