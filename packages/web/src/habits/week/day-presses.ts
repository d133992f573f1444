import { createSignal } from "solid-js";
import type { LogHabitInput } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { createSendOnce } from "../../lib/send-once.ts";
import { dismissToast, showToast, warn } from "../../lib/toasts.ts";
import type { HabitChanges } from "../habit-changes.ts";
import type { HabitOfWeek } from "../habits-context.ts";
import { cellLabel, spokenDate } from "./cell-words.ts";
import { dayWith, type PendingDay, type ShownDay, shownDay } from "./shown-days.ts";

const UNDO_MS = 6000;

/** Actions on the cells of the week: optimistic updates that are rolled back if the server refuses. */
export interface DayPresses {
  /** A habit's day as displayed; undefined until it is loaded. */
  day(habit: HabitOfWeek, date: string): ShownDay | undefined;
  /** Logs minutes on a day. @returns why they were not logged; null if they were */
  add(habit: HabitOfWeek, date: string, minutes: number): Promise<string | null>;
  /** Marks a day as skipped, or removes the mark. A refusal appears as a toast. */
  toggleSkip(habit: HabitOfWeek, date: string): Promise<void>;
}

interface PressParts {
  readonly changes: HabitChanges;
  today(): string;
  /** Resolves when the week has been refetched after the last change. */
  settle(): Promise<void>;
}

/** Handles presses of cells. Each one is announced and can be undone for six seconds. */
export function createDayPresses({ changes, settle, today }: PressParts): DayPresses {
  const [pending, setPending] = createSignal<readonly PendingDay[]>([]);
  const day = (habit: HabitOfWeek, date: string) => shownDay(habit, date, pending(), today());

  /** A copy, because the store mutates the object that it returned. */
  const asItIs = (habit: HabitOfWeek, date: string) => {
    const present = day(habit, date);
    return present && { ...present };
  };
  const sendOnce = createSendOnce<LogHabitInput>();
  /** Requests are sent one after the other, because the order of a day's skip marks and minutes matters. */
  let last: Promise<unknown> = Promise.resolve();

  /** Shows the optimistic day until the server confirms or refuses it. @returns why it was refused, or null */
  async function showAndSend(wanted: PendingDay, send: () => Promise<string | null>): Promise<string | null> {
    // The visible toast would undo an action that is no longer the last one.
    dismissToast();
    setPending((all) => [...all, wanted]);
    const sent = last.then(send);
    last = sent.catch(() => {});
    const refusal = await sent;
    if (refusal === null) await settle();
    setPending((all) => all.filter((each) => each !== wanted));
    return refusal;
  }
  /** The words come from the request, because the server's data may already include a later change. */
  function say(
    habit: HabitOfWeek,
    wanted: PendingDay,
    before: ShownDay,
    words: string,
    undo: () => Promise<string | null>,
  ) {
    const day = dayWith(habit, before, wanted, today());
    announce(`${cellLabel(habit.name, day, today())}.`);
    // Undo is for the last press only; a press still in flight brings its own toast.
    if (pending().at(-1) !== wanted) return;
    const run = async () => {
      const refusal = await undo();
      if (refusal !== null) return warn(refusal);
      announce(`${habit.name}, ${spokenDate(day.date)}: undone.`);
    };
    showToast(words, { action: { label: "Undo", run: () => void run() }, forMs: UNDO_MS });
  }

  return {
    day,
    async add(habit, date, minutes) {
      const before = asItIs(habit, date);
      if (!before) return "This day has not loaded yet.";
      const wanted = { habitId: habit.id, date, minutes: before.minutes + minutes, isSkipped: false };
      return await showAndSend(wanted, async () => {
        const outcome = await sendOnce({ habitId: habit.id, date, minutes }, changes.log);
        if ("refused" in outcome) return outcome.refused.words;
        const { id } = outcome.taken.log;
        const words = `${habit.name}: ${minutes} min logged on ${spokenDate(date)}.`;
        say(habit, wanted, before, words, () =>
          showAndSend({ ...wanted, minutes: before.minutes, isSkipped: before.isSkipped }, async () => {
            const gone = await changes.deleteLog({ id });
            if ("refused" in gone) return gone.refused.words;
            if (!before.isSkipped) return null;
            // Logging had removed the skip mark.
            const back = await changes.skip({ habitId: habit.id, date, skipped: true });
            return "refused" in back ? back.refused.words : null;
          }),
        );
        return null;
      });
    },
    async toggleSkip(habit, date) {
      const before = asItIs(habit, date);
      if (!before) return;
      const mark = (isSkipped: boolean, then: (wanted: PendingDay) => void) => {
        const wanted = { habitId: habit.id, date, minutes: before.minutes, isSkipped };
        return showAndSend(wanted, async () => {
          const outcome = await changes.skip({ habitId: habit.id, date, skipped: isSkipped });
          if ("refused" in outcome) return outcome.refused.words;
          then(wanted);
          return null;
        });
      };
      const isSkipped = !before.isSkipped;
      const words = `${habit.name}: ${spokenDate(date)} is ${isSkipped ? "" : "no longer "}skipped.`;
      const refusal = await mark(isSkipped, (wanted) =>
        say(habit, wanted, before, words, () => mark(!isSkipped, () => {})),
      );
      if (refusal !== null) warn(refusal);
    },
  };
}
