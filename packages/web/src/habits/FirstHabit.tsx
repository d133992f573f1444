import { weekdaysFrom } from "@pacekeeper/domain/time/calendar-date";
import { createSignal } from "solid-js";
import type { CreateHabitInput, MeFragment } from "../generated/graphql.ts";
import type { Refused } from "../lib/data/mutate.ts";
import { useServices } from "../lib/data/services.ts";
import { createSendOnce } from "../lib/send-once.ts";
import { FreshDialog } from "../ui/FreshDialog.tsx";
import { PageHead } from "../ui/Page.tsx";
import { HabitForm } from "./editor/HabitForm.tsx";
import { NoHabits } from "./HabitsBoard.tsx";
import { createHabitChanges } from "./habit-changes.ts";

/** The new owner of the habit, or the reason why none was created. */
type Owner = { readonly taken: { readonly user: MeFragment } } | { readonly refused: Refused };

interface FirstHabitProps {
  /** Turns the visitor into a user. */
  readonly become: () => Promise<Owner>;
  readonly onBecame: (me: MeFragment) => void;
}

/** For a visitor without a login: creating the first habit makes them a guest. */
export function FirstHabit(props: FirstHabitProps) {
  const { connection } = useServices();
  const [isOpen, setOpen] = createSignal(false);
  const offline = () => connection.state() === "offline";
  const changes = createHabitChanges(() => {});
  const sendOnce = createSendOnce<CreateHabitInput>();
  let owner: MeFragment | null = null;

  async function save(input: CreateHabitInput): Promise<Refused | null> {
    const outcome = owner ? { taken: { user: owner } } : await props.become();
    if ("refused" in outcome) return outcome.refused;
    owner = outcome.taken.user;
    const made = await sendOnce(input, changes.create);
    return "refused" in made ? made.refused : null;
  }
  function done() {
    setOpen(false);
    if (owner) props.onBecame(owner);
  }
  return (
    <>
      <PageHead title="Habits">Minutes, streaks and honest numbers</PageHead>
      <NoHabits onNew={() => setOpen(true)} offline={offline()} />
      <FreshDialog id="habit-form" title="New habit" isOpen={isOpen()} onClose={done}>
        <HabitForm habit={null} categories={[]} weekdays={weekdaysFrom("MONDAY")} save={save} onDone={done} />
      </FreshDialog>
    </>
  );
}
