import type { TimerAction, TimerStatus } from "@pacekeeper/domain/tasks/timer";
import type { Timer } from "../generated/prisma/client.ts";
import { DomainError } from "../platform/errors.ts";

/** What a refusal says about a timer in each state. */
const STANDS: Readonly<Record<TimerStatus, string>> = {
  IDLE: "This timer is not running.",
  RUNNING: "This timer is already running.",
  PAUSED: "This timer is paused.",
  COMPLETED: "This timer is over.",
  STOPPED: "This timer was stopped.",
};

const WAYS_ON: Readonly<Record<TimerStatus, string>> = {
  IDLE: "Start it first.",
  RUNNING: "Pause, extend or stop it.",
  PAUSED: "Resume, extend or stop it.",
  COMPLETED: "Start it again, or add time to it.",
  STOPPED: "Start it again.",
};

/** The timer's state does not allow the action, perhaps because its end came first. */
export class TimerConflict extends DomainError {
  override readonly name = "TimerConflict";
  /** @param timer the timer as it is, with the status that every reader sees */
  constructor(
    readonly action: TimerAction,
    readonly timer: Timer,
  ) {
    super(`${STANDS[timer.status]} Nothing was changed. ${WAYS_ON[timer.status]}`);
  }
}

/** The list of open tasks is full. */
export class TooManyTasks extends DomainError {
  override readonly name = "TooManyTasks";
  /** @param most the maximum */
  constructor(most: number) {
    super(
      `There are already ${most.toLocaleString("en")} open tasks, which is the maximum. Nothing was changed. Complete or delete some first.`,
    );
  }
}

/** The timer of a completed task cannot be started. */
export class TaskCompleted extends DomainError {
  override readonly name = "TaskCompleted";
  constructor() {
    super("This task is completed. Nothing was changed. Reopen it first.");
  }
}
