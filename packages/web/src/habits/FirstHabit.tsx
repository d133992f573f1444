import { weekdaysFrom } from "@pacekeeper/domain/time/calendar-date";
import { createSignal } from "solid-js";
import type { CreateHabitInput, MeFragment } from "../generated/graphql.ts";
import { useServices } from "../lib/data/services.ts";
import { FreshDialog } from "../ui/FreshDialog.tsx";
import { PageHead } from "../ui/Page.tsx";
import { HabitForm } from "./editor/HabitForm.tsx";
import { NoHabits } from "./HabitsBoard.tsx";
import { createHabitChanges, type Refused } from "./habit-changes.ts";
import { keysOfContent } from "./key-of-content.ts";

/** Somebody who is to own the habit, or why there is nobody. */
type Owner = { readonly me: MeFragment } | { readonly refusal: string };

interface FirstHabitProps {
  /** Makes an owner of a visitor. */
  readonly become: () => Promise<Owner>;
  readonly onBecame: (me: MeFragment) => void;
}

/** For somebody who has made nothing yet: the first habit makes a guest of them. */
export function FirstHabit(props: FirstHabitProps) {
  const { client, connection } = useServices();
  const [isOpen, setOpen] = createSignal(false);
  const offline = () => connection.state() === "offline";
  const changes = createHabitChanges(client, () => {});
  const keyOf = keysOfContent();
  let owner: MeFragment | null = null;

  async function save(input: Omit<CreateHabitInput, "idempotencyKey">): Promise<Refused | null> {
    const outcome = owner ? { me: owner } : await props.become();
    if ("refusal" in outcome) return { words: outcome.refusal, fields: {} };
    owner = outcome.me;
    const made = await changes.create({ ...input, idempotencyKey: keyOf(input) });
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
        <HabitForm
          habit={null}
          categories={[]}
          weekdays={weekdaysFrom("MONDAY")}
          offline={offline()}
          save={save}
          onDone={done}
        />
      </FreshDialog>
    </>
  );
}
