import type { ClaimStep } from "../platform/guest-claim.ts";

// The account's tasks keep their places, the guest's follow them. Timers and runs go with their tasks, by their
// keys: what runs goes on running. The account's plan stands, else the guest's is theirs from now on.
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
