import type { TimerAction, TimerStatus } from "@pacekeeper/domain/tasks/timer";
import type { Timer } from "../generated/prisma/client.ts";
import { DomainError } from "../platform/errors.ts";

/** What is said of a timer that cannot be asked this now; the rest of the table is never refused. */
const STANDS: Readonly<Record<TimerStatus, string>> = {
  IDLE: "This timer is not running.",
  RUNNING: "This timer is running already.",
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
  /** @param timer as it stands, with the status that it has for every reader */
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
  /** @param most how many there may be */
  constructor(most: number) {
    super(
      `There are ${most.toLocaleString("en")} open tasks, which is as many as there can be. Nothing was changed. Complete or delete some first.`,
    );
  }
}

/** A completed task's timer does not run. */
export class TaskCompleted extends DomainError {
  override readonly name = "TaskCompleted";
  constructor() {
    super("This task is completed. Nothing was changed. Reopen it first.");
  }
}
