import type { ClaimStep } from "../platform/guest-claim.ts";

// Of two current sessions, the one started later continues; the other ends at its last event, as if its gap had ended
// it. If both have recorded an event under the same id, it was sent again after a lost login: the account's event keeps
// the id and the guest's gets a new one, so that no counted question is lost.
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
  // Events and questions move with their sessions through their foreign keys.
  await transaction.$executeRaw`
    UPDATE work_sessions SET user_id = ${userId}::uuid, version = version + 1 WHERE user_id = ${guestId}::uuid`;
};
