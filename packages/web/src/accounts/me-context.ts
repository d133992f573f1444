import { type Accessor, createContext, useContext } from "solid-js";
import type { MeFragment } from "../generated/graphql.ts";
import type { Fault } from "../lib/data/result.ts";

/** Who looks: undefined while that is not known, null for a visitor who has made nothing yet. */
export type Me = MeFragment | null | undefined;

export interface MeState {
  readonly me: Accessor<Me>;
  /** Why it is not known, or not newer. */
  readonly fault: Accessor<Fault | null>;
  /** Asks the server again who this is. */
  refetch(): void;
  /** Became someone else: the connection must be made anew. */
  became(me: MeFragment): void;
}

export const MeContext = createContext<MeState>();

/** @throws Error outside of the app's own tree */
export function useMe(): MeState {
  const state = useContext(MeContext);
  if (!state) throw new Error("The viewer is provided by the app");
  return state;
}
