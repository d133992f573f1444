import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import {
  NoActiveSession,
  NothingToUndo,
  ReopenTooLate,
  SessionAlreadyActive,
  SessionDeleted,
  SessionEnded,
} from "./errors.ts";

builder.objectType(NoActiveSession, {
  name: "NoActiveSession",
  description: "PAUSE, UNDO or EXIT without a running session.",
  interfaces: [ErrorInterface],
});

builder.objectType(NothingToUndo, {
  name: "NothingToUndo",
  description: "No question of the session has been closed yet.",
  interfaces: [ErrorInterface],
});

builder.objectType(SessionEnded, {
  name: "SessionEnded",
  description: "The session named by the event has ended, by its EXIT or by too long a gap.",
  interfaces: [ErrorInterface],
});

builder.objectType(SessionDeleted, {
  name: "SessionDeleted",
  description: "The session named by the event was deleted; it can be restored for 30 days.",
  interfaces: [ErrorInterface],
});

builder.objectType(SessionAlreadyActive, {
  name: "SessionAlreadyActive",
  description: "One session at a time: another one is running.",
  interfaces: [ErrorInterface],
});

builder.objectType(ReopenTooLate, {
  name: "ReopenTooLate",
  description: "An EXIT can be taken back for 60 seconds, and only an EXIT.",
  interfaces: [ErrorInterface],
});
