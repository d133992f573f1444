import { createSignal } from "solid-js";
import { warn } from "../lib/toasts.ts";

export interface Order {
  /** Rows in the person's new order, before the server's list reflects it. */
  ordered<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[];
  /** Moves a row to a position. @param ids all rows in display order */
  move(ids: readonly string[], id: string, position: number): Promise<void>;
}

/** @example moved(["a", "b", "c"], "a", 2) is ["b", "c", "a"] */
export function moved(ids: readonly string[], id: string, position: number): readonly string[] {
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, position), id, ...others.slice(position)];
}

/**
 * The order of a list whose rows can be moved: optimistic until the list has been refetched.
 *
 * @param send saves a row's position
 * @param settle resolves when the list has been refetched after the last change
 */
export function createOrder(
  send: (
    id: string,
    position: number,
  ) => Promise<{ readonly taken: unknown } | { readonly refused: { readonly words: string } }>,
  settle: () => Promise<void>,
): Order {
  const [wanted, setWanted] = createSignal<readonly string[] | null>(null);
  let last: Promise<unknown> = Promise.resolve();

  return {
    ordered(rows) {
      const ids = wanted();
      if (ids === null) return rows;
      const places = new Map(ids.map((id, index) => [id, index]));
      const placeOf = ({ id }: { readonly id: string }) => places.get(id) ?? ids.length;
      return [...rows].sort((one, other) => placeOf(one) - placeOf(other));
    },
    async move(ids, id, position) {
      setWanted(moved(ids, id, position));
      // A position refers to the list after the previous move, so moves are sent one after the other.
      const sent = last.then(() => send(id, position));
      last = sent;
      const outcome = await sent;
      if ("refused" in outcome) warn(outcome.refused.words);
      if (last !== sent) return;
      await settle();
      if (last === sent) setWanted(null);
    },
  };
}
