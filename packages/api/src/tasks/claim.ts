import type { ClaimStep } from "../platform/guest-claim.ts";
import { lastRank, spread } from "../platform/ranks/ranks.ts";
import { OPEN_TASKS } from "./task-order.ts";

// The account's tasks keep their places, and the guest's come after them. Timers and runs move with their tasks
// through their foreign keys: a running timer keeps running. The account's plan stays; without one it gets the guest's.
export const claimTasks: ClaimStep = async (transaction, { guestId, userId }) => {
  const last = await lastRank({ transaction, userId }, OPEN_TASKS);
  await spread({ transaction, userId: guestId }, OPEN_TASKS, last);
  await transaction.$executeRaw`
    UPDATE tasks SET user_id = ${userId}::uuid, version = version + 1
    WHERE user_id = ${guestId}::uuid`;
  await transaction.$executeRaw`
    UPDATE pomodoro_plans p SET user_id = ${userId}::uuid WHERE p.user_id = ${guestId}::uuid
      AND NOT EXISTS (SELECT FROM pomodoro_plans o WHERE o.user_id = ${userId}::uuid)`;
};
