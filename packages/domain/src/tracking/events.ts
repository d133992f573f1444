/** What a person does to drive a session. */
export type DriveEventType = "NEXT" | "PAUSE" | "UNDO" | "EXIT";

/** One entry of a session's log, as the fold reads it; instants in epoch milliseconds. */
export type SessionEvent =
  | {
      readonly id: string;
      readonly type: DriveEventType | "REOPEN";
      /** Effective time, never before that of the drive event in front of it. */
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
 * What a person may do in each state: the table that placing an event enforces and that buttons read. UNDO also needs
 * a closed question to take back.
 */
export const ALLOWED_EVENTS: Readonly<Record<SessionStatus, readonly DriveEventType[]>> = {
  NONE: ["NEXT"],
  RUNNING: ["NEXT", "PAUSE", "UNDO", "EXIT"],
  PAUSED: ["NEXT", "PAUSE", "UNDO", "EXIT"],
};

/** Whether an event opens a session where none is active; any other is refused there. */
export function opensSession(type: DriveEventType): boolean {
  return ALLOWED_EVENTS.NONE.includes(type);
}

/** Why an event was refused. Nothing is stored and its key stays free. */
export type Refusal =
  | "NoActiveSession"
  | "NothingToUndo"
  | "SessionEnded"
  | "SessionDeleted"
  | "UnknownSession";
