import { createSignal } from "solid-js";
import { UpdateTaskDocument } from "../generated/graphql.ts";
import { announce } from "../lib/announcer.ts";
import { createSend } from "../lib/data/mutate.ts";
import { warn } from "../lib/toasts.ts";

export interface TaskOrder {
  /** Rows in the person's new order, before the server's list reflects it. */
  ordered<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[];
  /**
   * Moves a task to the place of another.
   *
   * @param all the ids of the open tasks, from the first one on, in display order
   * @param said the screen reader message
   */
  move(all: readonly string[], id: string, toPlaceOf: string, said: string): Promise<void>;
}

/** @example moved(["a", "b", "c"], "a", "c") is ["b", "c", "a"]; moved(["a", "b", "c"], "c", "a") is ["c", "a", "b"] */
export function moved(ids: readonly string[], id: string, toPlaceOf: string): readonly string[] {
  const to = ids.indexOf(toPlaceOf);
  if (to < 0 || !ids.includes(id)) return ids;
  const others = ids.filter((each) => each !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}

/** The order of the open tasks while moves are in flight. @param refetch refetches the list */
export function createTaskOrder(refetch: () => Promise<void>): TaskOrder {
  const updateTask = createSend(UpdateTaskDocument);
  const [wanted, setWanted] = createSignal<readonly string[] | null>(null);
  /** A position refers to the list after the previous move, so moves are sent one after the other. */
  let last: Promise<unknown> = Promise.resolve();

  return {
    ordered(rows) {
      const order = wanted();
      if (order === null) return rows;
      const place = new Map(order.map((id, index) => [id, index]));
      const of = (row: { readonly id: string }) => place.get(row.id) ?? order.length;
      return [...rows].sort((one, other) => of(one) - of(other));
    },
    async move(all, id, toPlaceOf, said) {
      const order = moved(all, id, toPlaceOf);
      if (order === all) return;
      setWanted(order);
      announce(said);
      const position = order.indexOf(id);
      const sent = last.then(() => updateTask({ input: { id, position } }));
      last = sent;
      const outcome = await sent;
      if ("refused" in outcome) warn(outcome.refused.words);
      if (last !== sent) return;
      if ("taken" in outcome) await refetch();
      if (last === sent) setWanted(null);
    },
  };
}
