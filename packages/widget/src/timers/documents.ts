import countdown from "../documents/countdown.graphql?raw";
import extend from "../documents/extend-timer.graphql?raw";
import pause from "../documents/pause-timer.graphql?raw";
import reset from "../documents/reset-timer.graphql?raw";
import resume from "../documents/resume-timer.graphql?raw";
import start from "../documents/start-timer.graphql?raw";
import stop from "../documents/stop-timer.graphql?raw";
import tasksChanged from "../documents/tasks-changed.graphql?raw";
import timerChanged from "../documents/timer-changed.graphql?raw";
import refusal from "../documents/timer-refusal.graphql?raw";
import timers from "../documents/timers.graphql?raw";

const refusalAndTimer = refusal + countdown;

/** The active timers, the first open tasks that match a search, and the plan. */
export const TIMERS = timers + countdown;

/** Pushes every change of a timer since an instant. */
export const TIMER_CHANGED = timerChanged + countdown;

/** Signals that tasks have changed. `TIMERS` fetches their new state. */
export const TASKS_CHANGED = tasksChanged;

/** The mutation of each timer button. Each returns as `answer` the timer, or why nothing was done. */
export const ACTIONS = {
  start: start + refusalAndTimer,
  pause: pause + refusalAndTimer,
  resume: resume + refusalAndTimer,
  extend: extend + refusalAndTimer,
  stop: stop + refusalAndTimer,
  reset: reset + refusalAndTimer,
};
