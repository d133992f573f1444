import { type Accessor, createSignal } from "solid-js";
import { announce } from "../lib/announcer.ts";
import { showToast, warn } from "../lib/toasts.ts";
import { createOrder } from "../ui/order.ts";
import type { HabitChanges } from "./habit-changes.ts";
import type { HabitActs, HabitOfWeek } from "./habits-context.ts";

const UNDO_MS = 10_000;

type Named = Parameters<HabitActs["askToDelete"]>[0];

/** Which dialog is open: the habit form (`id` null for a new habit), or the confirmation of a deletion. */
export type OpenDialog =
  | { readonly kind: "form"; readonly id: string | null }
  | { readonly kind: "delete"; readonly habit: Named };

export interface ActParts {
  readonly changes: HabitChanges;
  /** In display order. */
  shown(): readonly HabitOfWeek[];
  settle(): Promise<void>;
}

export interface Acts extends HabitActs {
  dialog: Accessor<OpenDialog | null>;
  closeDialog(): void;
  /** In the person's new order, before the server's list reflects it. */
  ordered(habits: readonly HabitOfWeek[]): readonly HabitOfWeek[];
}

/** Actions on habits themselves: reordering, archiving, and the dialogs. */
export function createHabitActs({ changes, shown, settle }: ActParts): Acts {
  const [dialog, setDialog] = createSignal<OpenDialog | null>(null);
  const order = createOrder((id, position) => changes.update({ id, position }), settle);

  async function setArchived(habit: Named, archived: boolean, position?: number): Promise<boolean> {
    const outcome = await changes.update({
      id: habit.id,
      archived,
      ...(position === undefined ? {} : { position }),
    });
    if ("refused" in outcome) warn(outcome.refused.words);
    return "taken" in outcome;
  }
  const takeBack = async (habit: Named) => {
    if (await setArchived(habit, false)) showToast(`${habit.name} is back at the end of the list.`);
  };
  return {
    dialog,
    closeDialog: () => setDialog(null),
    ordered: order.ordered,
    edit: (id) => setDialog({ kind: "form", id }),
    askToDelete: (habit) => setDialog({ kind: "delete", habit }),
    async move(id, by) {
      const ids = shown().map((habit) => habit.id);
      const from = ids.indexOf(id);
      const to = Math.max(0, Math.min(ids.length - 1, from + by));
      if (from < 0 || from === to) return;
      announce(`${shown()[from]?.name ?? ""}, ${to + 1} of ${ids.length}`);
      await order.move(ids, id, to);
    },
    async archive(habit) {
      const place = shown().findIndex(({ id }) => id === habit.id);
      if (!(await setArchived(habit, true))) return;
      const undo = async () => {
        if (await setArchived(habit, false, Math.max(0, place))) announce(`${habit.name} is back.`);
      };
      showToast(`${habit.name} is archived. Its logs are kept.`, {
        action: { label: "Undo", run: () => void undo() },
        forMs: UNDO_MS,
      });
    },
    takeBack,
  };
}
