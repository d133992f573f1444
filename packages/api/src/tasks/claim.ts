import type { ClaimStep } from "../platform/guest-claim.ts";

// The account's tasks keep their positions, and the guest's come after them. Timers and runs move with their tasks
// through their foreign keys: a running timer keeps running. The account's plan stays; without one it gets the guest's.
export const claimTasks: ClaimStep = async (transaction, { guestId, userId }) => {
  await transaction.$executeRaw`
    UPDATE tasks SET user_id = ${userId}::uuid, version = version + 1,
      position = position + CASE WHEN completed_at IS NULL AND deleted_at IS NULL THEN (
        SELECT count(*)::int FROM tasks o
        WHERE o.user_id = ${userId}::uuid AND o.completed_at IS NULL AND o.deleted_at IS NULL) ELSE 0 END
    WHERE user_id = ${guestId}::uuid`;
  await transaction.$executeRaw`
    UPDATE pomodoro_plans p SET user_id = ${userId}::uuid WHERE p.user_id = ${guestId}::uuid
      AND NOT EXISTS (SELECT FROM pomodoro_plans o WHERE o.user_id = ${userId}::uuid)`;
};
