import { createMemo, Show } from "solid-js";
import { unwrap } from "solid-js/store";
import {
  type CreateHabitInput,
  HabitLogCountDocument,
  type HabitRowFragment,
  type Weekday,
} from "../generated/graphql.ts";
import { counted } from "../lib/count-words.ts";
import { followQuery } from "../lib/data/query.ts";
import { createVersionedSave } from "../lib/edited-version.ts";
import { createSendOnce } from "../lib/send-once.ts";
import { showToast, warn } from "../lib/toasts.ts";
import { FreshDialog } from "../ui/FreshDialog.tsx";
import { HabitForm } from "./editor/HabitForm.tsx";
import type { OpenDialog } from "./habit-acts.ts";
import type { GridState } from "./habits-state.ts";

type NamedHabit = Pick<HabitRowFragment, "id" | "name">;

/** The habit form and the confirmation before a habit is deleted. */
export function HabitDialogs(props: { readonly state: GridState; readonly weekdays: readonly Weekday[] }) {
  const { acts } = props.state;
  const opened = <Kind extends OpenDialog["kind"]>(kind: Kind) => {
    const dialog = acts.dialog();
    return dialog?.kind === kind ? (dialog as Extract<OpenDialog, { readonly kind: Kind }>) : null;
  };
  const habit = createMemo(() => {
    const id = opened("form")?.id;
    return props.state.habits?.find((each) => each.id === id) ?? null;
  });
  const doomed = createMemo(() => opened("delete")?.habit ?? null);
  const counting = followQuery(HabitLogCountDocument, () => {
    const habit = doomed();
    return habit && { id: habit.id };
  });
  const logs = () => {
    const node = counting.data?.node;
    return node && "logCount" in node ? node.logCount : null;
  };
  return (
    <>
      <FreshDialog
        id="habit-form"
        title={habit() ? "Edit the habit" : "New habit"}
        isOpen={opened("form") !== null}
        onClose={acts.closeDialog}
      >
        <EditedHabit state={props.state} habit={habit()} weekdays={props.weekdays} />
      </FreshDialog>
      <FreshDialog
        id="habit-deletion"
        title={deletionTitle(doomed()?.name ?? "", logs())}
        isOpen={doomed() !== null}
        onClose={acts.closeDialog}
      >
        <Show when={doomed()} keyed>
          {(habit) => <Deletion state={props.state} habit={habit} />}
        </Show>
      </FreshDialog>
    </>
  );
}

function deletionTitle(name: string, logs: number | null): string {
  return logs ? `Delete ${name} and its ${counted(logs, "log")}?` : `Delete ${name}?`;
}

function EditedHabit(props: {
  readonly state: GridState;
  readonly habit: HabitRowFragment | null;
  readonly weekdays: readonly Weekday[];
}) {
  const { acts, changes, choose } = props.state;
  const sendOnce = createSendOnce<CreateHabitInput>();
  // Destructured on purpose: if the habit is archived elsewhere while the form is open, the form keeps its habit.
  const { habit } = props;
  const savingVersion = habit && createVersionedSave(structuredClone(unwrap(habit)), "This habit", editedOf);
  const categories = () => [...new Set((props.state.habits ?? []).flatMap(({ category }) => category ?? []))];
  return (
    <HabitForm
      habit={habit}
      categories={categories()}
      weekdays={props.weekdays}
      onDone={acts.closeDialog}
      save={async (input) => {
        const outcome = await (savingVersion
          ? savingVersion((expectedVersion) => changes.update({ id: habit.id, ...input, expectedVersion }))
          : sendOnce(input, changes.create));
        if ("refused" in outcome) return outcome.refused;
        if (!habit) {
          const { id, name } = outcome.taken.habit;
          choose(id);
          showToast(`${name} was added.`);
        }
        return null;
      }}
    />
  );
}

const editedOf = ({ category, colour, goal, name, schedule }: HabitRowFragment) => [
  ...[name, category, colour],
  ...[goal?.kind, goal?.minutes, schedule.weekdays, schedule.timesAWeek],
];

function Deletion(props: { readonly state: GridState; readonly habit: NamedHabit }) {
  const { acts, changes, offline } = props.state;
  const { habit } = props;
  const isArchived = !props.state.habits?.some(({ id }) => id === habit.id);
  function act(does: () => Promise<void>) {
    if (offline()) return;
    acts.closeDialog();
    void does();
  }
  async function remove() {
    const outcome = await changes.remove({ id: habit.id });
    if ("refused" in outcome) warn(outcome.refused.words);
    else showToast(`${habit.name} was deleted.`);
  }
  const needsServer = (words: string) => (offline() ? "Needs the server" : words);
  return (
    <>
      <p>
        Its logs are deleted with it, for good.
        <Show when={!isArchived}> Archiving keeps everything but takes it out of the week.</Show>
      </p>
      <footer>
        <button type="button" data-ui="button" autofocus onClick={acts.closeDialog}>
          Keep it
        </button>
        <Show when={!isArchived}>
          <button
            type="button"
            data-ui="button"
            aria-disabled={offline() || undefined}
            onClick={() => act(() => acts.archive(habit))}
          >
            {needsServer("Archive instead")}
          </button>
        </Show>
        <button
          type="button"
          data-ui="button"
          data-tone="danger"
          aria-disabled={offline() || undefined}
          onClick={() => act(remove)}
        >
          {needsServer("Delete for good")}
        </button>
      </footer>
    </>
  );
}
