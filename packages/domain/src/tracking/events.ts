/** What a person does to drive a session. */
export type DriveEventType = "NEXT" | "PAUSE" | "UNDO" | "EXIT";

/** What corrects a session afterwards; never sent by a client as an event. */
export type CorrectionType = "REOPEN" | "REMOVE_QUESTION" | "RESTORE_QUESTION";

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
 * What each drive event does in each state. The server enforces this table and every screen's buttons
 * read it. UNDO also needs a closed question to take back.
 */
export const TRANSITIONS: Readonly<
  Record<SessionStatus, Readonly<Partial<Record<DriveEventType, SessionStatus>>>>
> = {
  NONE: { NEXT: "RUNNING" },
  RUNNING: { NEXT: "RUNNING", PAUSE: "PAUSED", UNDO: "RUNNING", EXIT: "NONE" },
  PAUSED: { NEXT: "RUNNING", PAUSE: "RUNNING", UNDO: "RUNNING", EXIT: "NONE" },
};

/** Why an event was refused. Nothing is stored and its key stays free. */
export type Refusal =
  | "NoActiveSession"
  | "NothingToUndo"
  | "SessionEnded"
  | "SessionDeleted"
  | "UnknownSession";
