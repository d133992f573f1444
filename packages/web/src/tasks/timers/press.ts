import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import type { PomodoroPhase } from "../../generated/graphql.ts";

/** A press of a timer's button. */
export type Press =
  | { readonly action: Exclude<TimerAction, "start" | "extend"> }
  | { readonly action: "extend"; readonly seconds: number; readonly idempotencyKey: string }
  | {
      readonly action: "start";
      readonly seconds: number;
      readonly phase: PomodoroPhase | null;
      readonly worksDone: number;
    };
