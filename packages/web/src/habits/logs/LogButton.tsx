import { createSignal } from "solid-js";
import type { HabitRowFragment } from "../../generated/graphql.ts";
import { Icon } from "../../ui/Icon.tsx";
import { useHabits } from "../habits-context.ts";
import { LogDialog } from "./LogDialog.tsx";

/** Opens the dialog for logging minutes. */
export function LogButton(props: { readonly habit: Pick<HabitRowFragment, "id" | "name"> }) {
  const { offline } = useHabits();
  const [isOpen, setOpen] = createSignal(false);
  return (
    <>
      <button
        type="button"
        data-ui="button"
        aria-label={offline() ? undefined : `Log minutes of ${props.habit.name}`}
        aria-disabled={offline() || undefined}
        onClick={() => !offline() && setOpen(true)}
      >
        <Icon name="plus" />
        {offline() ? "Needs the server" : "Log minutes"}
      </button>
      <LogDialog
        id={`log-${props.habit.id}`}
        habit={props.habit}
        isOpen={isOpen()}
        onClose={() => setOpen(false)}
      />
    </>
  );
}
