import { type Accessor, createContext, useContext } from "solid-js";
import type { MeFragment } from "../generated/graphql.ts";
import type { Fault } from "../lib/data/result.ts";

/** The viewer: undefined while unknown, null for a visitor. */
export type Me = MeFragment | null | undefined;

export interface MeState {
  readonly me: Accessor<Me>;
  /** Why the viewer is unknown or may be stale. */
  readonly fault: Accessor<Fault | null>;
  /** Asks the server again. */
  refetch(): void;
  /** Sets a new viewer and reopens the socket. */
  became(me: MeFragment): void;
}

export const MeContext = createContext<MeState>();

/** @throws Error outside the app's component tree */
export function useMe(): MeState {
  const state = useContext(MeContext);
  if (!state) throw new Error("useMe must be used inside the app");
  return state;
}
