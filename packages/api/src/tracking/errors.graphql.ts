import { errorType } from "../platform/error-types.ts";
import {
  NoActiveSession,
  NothingToUndo,
  ReopenTooLate,
  SessionAlreadyActive,
  SessionDeleted,
  SessionEnded,
} from "./errors.ts";

errorType(NoActiveSession, "NoActiveSession", {
  description: "PAUSE, UNDO or EXIT without a running session.",
});

errorType(NothingToUndo, "NothingToUndo", {
  description: "No question of the session has been closed yet.",
});

errorType(SessionEnded, "SessionEnded", {
  description: "The session named by the event has ended, by its EXIT or by too long a gap.",
});

errorType(SessionDeleted, "SessionDeleted", {
  description: "The session named by the event was deleted; it can be restored for 30 days.",
});

errorType(SessionAlreadyActive, "SessionAlreadyActive", {
  description: "One session at a time: another one is running.",
});

errorType(ReopenTooLate, "ReopenTooLate", {
  description: "An EXIT can be taken back for 60 seconds, and only an EXIT.",
});
