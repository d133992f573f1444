import { type PomodoroPlan, USUAL_PLAN } from "@pacekeeper/domain/tasks/pomodoro";
import type { Prisma } from "../../generated/prisma/client.ts";
import { makeChange } from "../../platform/changes/change.ts";
import type { TasksContext } from "../context.ts";
import { TASK_TOPIC } from "../task-topics.ts";

/** A person's plan; the usual one until they change it. */
export async function planOf(
  prisma: Pick<Prisma.TransactionClient, "pomodoroPlan">,
  userId: string,
): Promise<PomodoroPlan> {
  return (await prisma.pomodoroPlan.findUnique({ where: { userId } })) ?? USUAL_PLAN;
}

/**
 * Changes the given fields; undefined fields stay. An open run keeps its length. Setting the present values changes
 * nothing.
 */
export async function updatePlan(context: TasksContext, given: Partial<PomodoroPlan>): Promise<PomodoroPlan> {
  return makeChange(context, async ({ changed, transaction, userId }) => {
    const before = await planOf(transaction, userId);
    const plan = columnsOf({ ...before, ...given });
    if (JSON.stringify(plan) === JSON.stringify(columnsOf(before))) return before;
    changed(TASK_TOPIC, userId);
    return transaction.pomodoroPlan.upsert({ where: { userId }, create: { userId, ...plan }, update: plan });
  });
}

function columnsOf({
  workMs,
  shortBreakMs,
  longBreakMs,
  longBreakEvery,
  startsNext,
}: PomodoroPlan): PomodoroPlan {
  return { workMs, shortBreakMs, longBreakMs, longBreakEvery, startsNext };
}
