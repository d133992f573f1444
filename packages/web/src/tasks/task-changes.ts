import { createSignal } from "solid-js";
import {
  DeleteTaskDocument,
  RestoreTaskDocument,
  type TaskRowFragment,
  UpdateTaskDocument,
  type UpdateTaskInput,
  type UpdateTaskMutation,
} from "../generated/graphql.ts";
import { announce } from "../lib/announcer.ts";
import { createSend, type Outcome, type Refused, refusedOf } from "../lib/data/mutate.ts";
import { showToast, warn } from "../lib/toasts.ts";

const STRUCK_FOR_MS = 600;
const UNDO_COMPLETION_MS = 6000;
const UNDO_DELETION_MS = 10_000;

/** The lists of tasks, which changes must update. */
interface Lists {
  refetch(): Promise<void>;
  take(task: TaskRowFragment): void;
}

type Named = Pick<TaskRowFragment, "id" | "title">;

export interface TaskChanges {
  /** Just completed: struck through, but still in its place. */
  isStruck(id: string): boolean;
  /** Hidden from its list before the server's lists reflect the change. */
  isGone(id: string): boolean;
  /** @param after an earlier request for the same task that the server must handle first */
  complete(task: Named, after?: Promise<unknown>): Promise<void>;
  reopen(task: Named): Promise<void>;
  remove(task: Named, after?: Promise<unknown>): Promise<void>;
  /** Saves fields. */
  save(input: UpdateTaskInput): Promise<Outcome<UpdateTaskMutation>>;
}

/** Changes of tasks: optimistic, with Undo after completing or deleting. */
export function createTaskChanges(lists: Lists): TaskChanges {
  const updateTask = createSend(UpdateTaskDocument);
  const deleteTask = createSend(DeleteTaskDocument);
  const restoreTask = createSend(RestoreTaskDocument);
  const [struck, setStruck] = createSignal<ReadonlySet<string>>(new Set());
  const [gone, setGone] = createSignal<ReadonlySet<string>>(new Set());
  const add = (id: string) => (ids: ReadonlySet<string>) => new Set([...ids, id]);
  const without = (id: string) => (ids: ReadonlySet<string>) =>
    new Set([...ids].filter((each) => each !== id));

  async function save(input: UpdateTaskInput) {
    const outcome = await updateTask({ input });
    if ("taken" in outcome) lists.take(outcome.taken.task);
    return outcome;
  }
  const update = async (input: UpdateTaskInput) => refusedOf(await save(input));
  /** Clears the optimistic state once the refetched lists reflect the change. */
  async function settle(id: string) {
    await lists.refetch();
    setGone(without(id));
    setStruck(without(id));
  }
  async function back(id: string, work: () => Promise<Refused | null>, said: string) {
    setGone(without(id));
    setStruck(without(id));
    const refused = await work();
    if (refused) return warn(refused.words);
    announce(said);
    await lists.refetch();
  }

  async function reopen(task: Named) {
    setGone(add(task.id));
    const refused = await update({ id: task.id, completed: false });
    if (refused) {
      setGone(without(task.id));
      return warn(refused.words);
    }
    announce(`${task.title} is open again.`);
    await settle(task.id);
  }

  return {
    isStruck: (id) => struck().has(id),
    isGone: (id) => gone().has(id),
    reopen,
    async complete(task, after) {
      if (struck().has(task.id)) return;
      setStruck(add(task.id));
      const folds = new Promise<void>((resolve) => setTimeout(resolve, STRUCK_FOR_MS));
      await after;
      const refused = await update({ id: task.id, completed: true });
      if (refused) {
        setStruck(without(task.id));
        return warn(refused.words);
      }
      showToast(`${task.title} is completed.`, {
        action: {
          label: "Undo",
          run: () =>
            void back(
              task.id,
              () => update({ id: task.id, completed: false }),
              `${task.title} is open again.`,
            ),
        },
        forMs: UNDO_COMPLETION_MS,
      });
      await folds;
      // Undone before the row was hidden.
      if (!struck().has(task.id)) return;
      setGone(add(task.id));
      await settle(task.id);
    },
    async remove(task, after) {
      if (gone().has(task.id)) return;
      setGone(add(task.id));
      await after;
      const outcome = await deleteTask({ input: { id: task.id } });
      if ("refused" in outcome) {
        setGone(without(task.id));
        return warn(outcome.refused.words);
      }
      showToast(`${task.title} was deleted.`, {
        action: {
          label: "Undo",
          run: () =>
            void back(
              task.id,
              async () => refusedOf(await restoreTask({ input: { id: task.id } })),
              `${task.title} is back.`,
            ),
        },
        forMs: UNDO_DELETION_MS,
      });
      await settle(task.id);
    },
    async save(input) {
      const outcome = await save(input);
      if ("taken" in outcome) void lists.refetch();
      return outcome;
    },
  };
}
