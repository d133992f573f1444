import { createSignal, onCleanup } from "solid-js";
import type { LogRowFragment } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { counted } from "../../lib/count-words.ts";
import { showToast, warn } from "../../lib/toasts.ts";
import type { HabitChanges } from "../habit-changes.ts";
import { minutesWords } from "../habit-words.ts";

const UNDO_MS = 10_000;

/** A log that was just deleted, with its position in the list. */
interface Deleted {
  readonly log: LogRowFragment;
  readonly index: number;
}

/** Deletes and restores logs. */
export interface DeletedLogs {
  /** Whether the log was just deleted, so that its row offers Undo. */
  isDeleted(id: string): boolean;
  /** The list with deleted logs in their old positions. */
  among(logs: readonly LogRowFragment[]): readonly LogRowFragment[];
  /** @returns why the log was not deleted; null if it was */
  remove(log: LogRowFragment, index: number): Promise<string | null>;
  /** @returns why the log was not restored; null if it was */
  restore(log: LogRowFragment): Promise<string | null>;
}

/**
 * Deletes logs optimistically and keeps a deleted log's row for ten seconds, so that it can be undone. If the list
 * closes before that, a toast offers Undo instead.
 *
 * @param reload refetches the list
 */
export function createDeletedLogs(changes: HabitChanges, reload: () => Promise<void>): DeletedLogs {
  const [deleted, setDeleted] = createSignal<readonly Deleted[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const without = (id: string) => setDeleted((all) => all.filter(({ log }) => log.id !== id));

  onCleanup(() => {
    for (const timer of timers) clearTimeout(timer);
    offerInToast(
      changes,
      deleted().map(({ log }) => log),
    );
  });

  return {
    isDeleted: (id) => deleted().some(({ log }) => log.id === id),
    among(logs) {
      const shown = logs.filter(({ id }) => !deleted().some(({ log }) => log.id === id));
      for (const { log, index } of deleted()) shown.splice(Math.min(index, shown.length), 0, log);
      return shown;
    },
    async remove(log, index) {
      setDeleted((all) => [...all, { log, index }].sort((a, b) => a.index - b.index));
      const outcome = await changes.deleteLog({ id: log.id });
      if ("refused" in outcome) {
        without(log.id);
        return outcome.refused.words;
      }
      announce(`Deleted: ${minutesWords(log.minutes)}.`);
      timers.add(setTimeout(() => without(log.id), UNDO_MS));
      return null;
    },
    async restore(log) {
      const outcome = await changes.restoreLog({ id: log.id });
      if ("refused" in outcome) return outcome.refused.words;
      // The row stays until the list contains the log again.
      await reload();
      without(log.id);
      announce(`Restored: ${minutesWords(log.minutes)}.`);
      return null;
    },
  };
}

function offerInToast(changes: HabitChanges, logs: readonly LogRowFragment[]): void {
  const [first] = logs;
  if (!first) return;
  const what = logs.length === 1 ? minutesWords(first.minutes) : counted(logs.length, "log");
  const undo = async () => {
    for (const { id } of logs) {
      const outcome = await changes.restoreLog({ id });
      if ("refused" in outcome) warn(outcome.refused.words);
    }
  };
  showToast(`Deleted: ${what}.`, { action: { label: "Undo", run: () => void undo() }, forMs: UNDO_MS });
}
