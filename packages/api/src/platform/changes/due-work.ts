import type { Prisma } from "../../generated/prisma/client.ts";
import type { Job } from "../job.ts";
import type { Change } from "./change.ts";
import { workOff } from "./leases.ts";

/** Work that is due for a person at a time of their own, such as midnight in their time zone. */
export interface DueWork {
  /** Unique among all rooms; stored in the database. */
  readonly name: string;
  /**
   * Does the work, within a change of the person's.
   *
   * @returns when it is due again, epoch milliseconds; null: never
   */
  run(change: Change): Promise<number | null>;
}

/** Makes a person's work due at `at`, or keeps its due time when that is earlier. @param at epoch milliseconds */
export async function makeDue(
  transaction: Prisma.TransactionClient,
  userId: string,
  { name }: Pick<DueWork, "name">,
  at: number,
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO due_work AS w (user_id, work, due_at) VALUES (${userId}::uuid, ${name}, ${new Date(at)})
    ON CONFLICT (user_id, work) DO UPDATE SET due_at = least(w.due_at, excluded.due_at)`;
}

/** The job that runs due work. */
export function dueWorkJob(works: readonly DueWork[]): Job {
  return {
    name: "do what is due",
    pattern: "* * * * * *",
    async run(context) {
      for (const { name, run } of works) {
        await workOff(context, {
          name,
          table: "due_work",
          column: "work",
          isDue: "w.due_at <= now()",
          values: [],
          async work(change) {
            const { transaction, userId } = change;
            const due = await run(change);
            const where = { userId_work: { userId, work: name } };
            if (due === null) await transaction.dueWork.delete({ where });
            else await transaction.dueWork.update({ where, data: { dueAt: new Date(due) } });
            return true;
          },
        });
      }
    },
  };
}
