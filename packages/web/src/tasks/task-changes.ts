import type { CombinedError } from "@urql/core";
import { createSignal } from "solid-js";
import {
  DeleteTaskDocument,
  RestoreTaskDocument,
  type TaskRowFragment,
  UpdateTaskDocument,
  type UpdateTaskInput,
} from "../generated/graphql.ts";
import { announce } from "../lib/announcer.ts";
import { faultOf, isRefusal } from "../lib/data/result.ts";
import type { Services } from "../lib/data/services.ts";
import { tell, warn } from "../lib/toasts.ts";

const STRUCK_FOR_MS = 600;
const UNDO_COMPLETION_MS = 6000;
const UNDO_DELETION_MS = 10_000;
const INCOMPLETE = "The server's answer was incomplete. Try again.";

/** What changes where tasks are listed, and how to ask for the lists again. */
interface Lists {
  refetch(): Promise<void>;
  take(task: TaskRowFragment): void;
}

type Named = Pick<TaskRowFragment, "id" | "title">;

export interface TaskChanges {
  /** Completed a moment ago: struck, but still in its place. */
  isStruck(id: string): boolean;
  /** Gone from its list before the server's lists say so. */
  isGone(id: string): boolean;
  /** @param after what of the same task the server is to hear first */
  complete(task: Named, after?: Promise<unknown>): Promise<void>;
  reopen(task: Named): Promise<void>;
  remove(task: Named, after?: Promise<unknown>): Promise<void>;
  /** Saves fields. @returns why not, by field ("" for the whole of it); null: saved */
  save(input: UpdateTaskInput): Promise<Readonly<Record<string, string>> | null>;
}

/** Changes of tasks, shown at once, with Undo where one may want it. */
export function createTaskChanges({ client }: Services, lists: Lists): TaskChanges {
  const [struck, setStruck] = createSignal<ReadonlySet<string>>(new Set());
  const [gone, setGone] = createSignal<ReadonlySet<string>>(new Set());
  const add = (id: string) => (ids: ReadonlySet<string>) => new Set([...ids, id]);
  const without = (id: string) => (ids: ReadonlySet<string>) =>
    new Set([...ids].filter((each) => each !== id));

  async function update(input: UpdateTaskInput) {
    const { data, error } = await client.mutation(UpdateTaskDocument, { input }).toPromise();
    const answer = data?.updateTask;
    if (answer && !isRefusal(answer)) lists.take(answer.task);
    return { answer, words: refusalOf(error, answer) };
  }
  /** What is gone here is gone from the lists as soon as they come; afterwards they alone decide. */
  async function settle(id: string) {
    await lists.refetch();
    setGone(without(id));
    setStruck(without(id));
  }
  async function back(id: string, work: () => Promise<string | null>, said: string) {
    setGone(without(id));
    setStruck(without(id));
    const refusal = await work();
    if (refusal !== null) return warn(refusal);
    announce(said);
    await lists.refetch();
  }
  const restored = async (id: string) => {
    const { data, error } = await client.mutation(RestoreTaskDocument, { input: { id } }).toPromise();
    return refusalOf(error, data?.restoreTask);
  };

  async function reopen(task: Named) {
    setGone(add(task.id));
    const { words } = await update({ id: task.id, completed: false });
    if (words !== null) {
      setGone(without(task.id));
      return warn(words);
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
      const { words } = await update({ id: task.id, completed: true });
      if (words !== null) {
        setStruck(without(task.id));
        return warn(words);
      }
      tell(`${task.title} is completed.`, {
        action: {
          label: "Undo",
          run: () =>
            void back(
              task.id,
              async () => (await update({ id: task.id, completed: false })).words,
              `${task.title} is open again.`,
            ),
        },
        forMs: UNDO_COMPLETION_MS,
      });
      await folds;
      // Undone before it went.
      if (!struck().has(task.id)) return;
      setGone(add(task.id));
      await settle(task.id);
    },
    async remove(task, after) {
      if (gone().has(task.id)) return;
      setGone(add(task.id));
      await after;
      const { data, error } = await client
        .mutation(DeleteTaskDocument, { input: { id: task.id } })
        .toPromise();
      const words = refusalOf(error, data?.deleteTask);
      if (words !== null) {
        setGone(without(task.id));
        return warn(words);
      }
      tell(`${task.title} was deleted.`, {
        action: {
          label: "Undo",
          run: () => void back(task.id, () => restored(task.id), `${task.title} is back.`),
        },
        forMs: UNDO_DELETION_MS,
      });
      await settle(task.id);
    },
    async save(input) {
      const { answer, words } = await update(input);
      if (words === null) {
        void lists.refetch();
        return null;
      }
      const issues = answer && "issues" in answer ? answer.issues : [];
      if (issues.length === 0) return { "": words };
      return Object.fromEntries(issues.map(({ path, message }) => [path[0] ?? "", message]));
    },
  };
}

/** Why something was not done; null: it was. */
export function refusalOf(error: CombinedError | undefined, answer: object | undefined): string | null {
  if (error) return faultOf(error).words;
  if (!answer) return INCOMPLETE;
  return isRefusal(answer) ? messageOf(answer) : null;
}

function messageOf(answer: object): string {
  return "message" in answer && typeof answer.message === "string" ? answer.message : INCOMPLETE;
}
