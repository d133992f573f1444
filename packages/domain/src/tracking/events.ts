/** What a person does to drive a session. */
export type DriveEventType = "NEXT" | "PAUSE" | "UNDO" | "EXIT";

/** One entry of a session's log, as the fold reads it; instants in epoch milliseconds. */
export type SessionEvent =
  | {
      readonly id: string;
      readonly type: DriveEventType | "REOPEN";
      /** Effective time, never before that of the previous drive event. */
      readonly at: number;
      /** NEXT only: the platform's estimate for the question that now starts. */
      readonly estimateMs: number | null;
    }
  | {
      readonly id: string;
      readonly type: "REMOVE_QUESTION" | "RESTORE_QUESTION";
      readonly at: number;
      readonly questionId: string;
    };

export type SessionStatus = "NONE" | "RUNNING" | "PAUSED";

/**
 * The events that each state allows. Placing an event enforces this table, and buttons read it. UNDO also needs a
 * closed question to take back.
 */
export const ALLOWED_EVENTS: Readonly<Record<SessionStatus, readonly DriveEventType[]>> = {
  NONE: ["NEXT"],
  RUNNING: ["NEXT", "PAUSE", "UNDO", "EXIT"],
  PAUSED: ["NEXT", "PAUSE", "UNDO", "EXIT"],
};

/** Whether an event opens a session when none is active; other events are then refused. */
export function opensSession(type: DriveEventType): boolean {
  return ALLOWED_EVENTS.NONE.includes(type);
}

/** Why an event was refused. Nothing is stored and its idempotency key stays free. */
export type Refusal =
  | "NoActiveSession"
  | "NothingToUndo"
  | "SessionEnded"
  | "SessionDeleted"
  | "UnknownSession";
