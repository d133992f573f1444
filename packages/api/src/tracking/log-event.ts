import type { SessionEvent } from "@pacekeeper/domain/tracking/events";
import { type EventRow, epoch } from "./session-row.ts";

/**
 * A log entry as the fold reads it.
 *
 * @throws RangeError for a correction that names no question: no such entry is ever written
 */
export function sessionEvent(row: EventRow): SessionEvent {
  const at = epoch(row.occurred_at);
  if (row.type !== "REMOVE_QUESTION" && row.type !== "RESTORE_QUESTION") {
    return { id: row.id, type: row.type, at, estimateMs: row.estimate_ms };
  }
  if (row.question_id === null) throw new RangeError(`Log entry ${row.id} names no question`);
  return { id: row.id, type: row.type, at, questionId: row.question_id };
}
