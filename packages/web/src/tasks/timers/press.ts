import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import type { PomodoroPhase } from "../../generated/graphql.ts";

/** What somebody presses. Seconds of a start: left out, the task's own length. */
export type Press =
  | { readonly action: Exclude<TimerAction, "start" | "extend"> }
  | { readonly action: "extend"; readonly seconds: number; readonly idempotencyKey: string }
  | {
      readonly action: "start";
      readonly seconds: number;
      readonly phase: PomodoroPhase | null;
      readonly worksDone: number;
    };
