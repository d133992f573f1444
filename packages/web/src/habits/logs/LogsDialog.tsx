import { createMemo } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { useHabits } from "../habits-context.ts";
import { weekdayWords } from "../week/day-words.ts";
import { LogList } from "./LogList.tsx";

/** A habit's logs, all of them or those of one date, for editing and deleting. */
export function LogsDialog(props: {
  /** Unique on the page. */
  readonly id: string;
  readonly habit: Pick<HabitRowFragment, "id" | "name">;
  /** YYYY-MM-DD; null for every date. */
  readonly date: string | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { today } = useHabits();
  const words = () =>
    props.date === null
      ? `Logs of ${props.habit.name}`
      : `${props.habit.name}, ${weekdayWords(props.date, today())}`;
  // The title stays the same while the dialog closes.
  const title = createMemo((before: string) => (props.isOpen ? words() : before), "Logs");
  return (
    <FreshDialog id={props.id} title={title()} isOpen={props.isOpen} onClose={props.onClose}>
      <LogList habitId={props.habit.id} date={props.date} />
    </FreshDialog>
  );
}
