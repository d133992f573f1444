import { createMemo } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { useHabits } from "../habits-context.ts";
import { weekdayWords } from "../week/day-words.ts";
import { LogList } from "./LogList.tsx";

/** The logs of a habit, all of them or those of one date, to change and delete. */
export function LogsDialog(props: {
  /** Of this dialog alone on the page. */
  readonly id: string;
  readonly habit: Pick<HabitRowFragment, "id" | "name">;
  /** YYYY-MM-DD; null: of every date. */
  readonly date: string | null;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { today } = useHabits();
  const words = () =>
    props.date === null
      ? `Logs of ${props.habit.name}`
      : `${props.habit.name}, ${weekdayWords(props.date, today())}`;
  // Closed, it goes with the name that it had.
  const title = createMemo((before: string) => (props.isOpen ? words() : before), "Logs");
  return (
    <FreshDialog id={props.id} title={title()} isOpen={props.isOpen} onClose={props.onClose}>
      <LogList habitId={props.habit.id} date={props.date} />
    </FreshDialog>
  );
}
