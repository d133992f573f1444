import type { ClaimStep } from "../platform/guest-claim.ts";

// Of two current sessions the one started later goes on; the other ends at its last event, as if its gap had
// ended it. An event that both have recorded is one that was sent again after a login was lost: the account's
// stands, and the guest's gets an id of its own, so that nothing counted is lost.
export const claimSessions: ClaimStep = async (transaction, { guestId, userId }) => {
  await transaction.$executeRaw`
    UPDATE work_sessions s SET is_current = false, version = s.version + 1,
      ended_at = coalesce(s.ended_at, s.last_event_at), end_reason = coalesce(s.end_reason, 'ABANDONED')
    FROM work_sessions o
    WHERE s.user_id IN (${guestId}::uuid, ${userId}::uuid) AND s.is_current
      AND o.user_id IN (${guestId}::uuid, ${userId}::uuid) AND o.is_current AND o.user_id <> s.user_id
      AND (s.started_at, s.user_id) < (o.started_at, o.user_id)`;
  await transaction.$executeRaw`
    UPDATE work_sessions s SET key = gen_random_uuid() WHERE s.user_id = ${guestId}::uuid
      AND EXISTS (SELECT FROM work_sessions o WHERE o.user_id = ${userId}::uuid AND o.key = s.key)`;
  await transaction.$executeRaw`
    UPDATE tracker_events e SET client_event_id = gen_random_uuid() WHERE e.user_id = ${guestId}::uuid
      AND EXISTS (SELECT FROM tracker_events o
        WHERE o.user_id = ${userId}::uuid AND o.client_event_id = e.client_event_id)`;
  // Its events and questions go with it, by their keys.
  await transaction.$executeRaw`
    UPDATE work_sessions SET user_id = ${userId}::uuid, version = version + 1 WHERE user_id = ${guestId}::uuid`;
};
