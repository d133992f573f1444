import type { HabitRowFragment, LogHabitInput } from "../../generated/graphql.ts";
import { announce } from "../../lib/announcer.ts";
import { createSendOnce } from "../../lib/send-once.ts";
import { FreshDialog } from "../../ui/FreshDialog.tsx";
import { minutesWords } from "../habit-words.ts";
import { useHabits } from "../habits-context.ts";
import { dayWords } from "../week/day-words.ts";
import { LogForm } from "./LogForm.tsx";
import { createLogForm } from "./log-form.ts";

interface LogDialogProps {
  /** Unique on the page. */
  readonly id: string;
  readonly habit: Pick<HabitRowFragment, "id" | "name">;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Logs minutes of a habit on a date. */
export function LogDialog(props: LogDialogProps) {
  return (
    <FreshDialog
      id={props.id}
      title={`Log minutes of ${props.habit.name}`}
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <NewLog {...props} />
    </FreshDialog>
  );
}

function NewLog(props: LogDialogProps) {
  const { changes, today } = useHabits();
  const sendOnce = createSendOnce<LogHabitInput>();
  const state = createLogForm(
    { date: today(), minutes: "", note: "" },
    (values) => {
      const note = values.note.trim() === "" ? null : values.note;
      return sendOnce({ ...values, note, habitId: props.habit.id }, changes.log);
    },
    (log) => {
      props.onClose();
      announce(
        `Logged: ${minutesWords(log.minutes)} of ${props.habit.name} on ${dayWords(log.date, today())}.`,
      );
    },
  );
  return <LogForm id={`${props.id}-form`} state={state} submit="Log" onCancel={props.onClose} />;
}
