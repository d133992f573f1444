import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import { withTimer } from "@pacekeeper/domain/tasks/told-timer";
import type { StartTimerMutation } from "../generated/operations.ts";
import type { Link } from "../kept-state.ts";
import { ask } from "../transport.ts";
import { ACTIONS } from "./documents.ts";
import { known, learn } from "./timers-state.ts";

/** How long a refusal stands. */
const SHOWN_MS = 15_000;

/** What some presses say beside the task. */
export interface More {
  readonly seconds?: number;
  readonly phase?: string;
}

/**
 * Sends what a button of a task's timer asks, and takes in the timer that comes back, also where it was
 * refused; the refusal's words stay for a while, or until the next press. Answers whether the tasks should be asked for again.
 */
export async function press(
  link: Link,
  taskId: string,
  action: TimerAction,
  more: More = {},
): Promise<boolean> {
  if (known.pressed.includes(taskId)) return false;
  learn({ pressed: [...known.pressed, taskId], refusal: null });
  const key = action === "extend" ? { idempotencyKey: crypto.randomUUID() } : {};
  let words = "";
  let isStale = true;
  try {
    // All six documents answer alike; what `start` may answer includes what the others may.
    const { answer } = await ask<StartTimerMutation>(link, ACTIONS[action], {
      input: { taskId, ...more, ...key },
    });
    if ("timer" in answer) learn({ heard: withTimer(known.heard, answer.timer) });
    if ("message" in answer) words = answer.message;
    isStale = words !== "";
  } catch (error) {
    // `ask` throws nothing else.
    const { cause, message } = error as Error;
    words = cause ? message : "The server did not answer. Look whether it happened before you try again.";
  }
  const refusal = words ? { taskId, words } : null;
  learn({ pressed: known.pressed.filter((id) => id !== taskId), refusal });
  setTimeout(() => refusal && known.refusal === refusal && learn({ refusal: null }), SHOWN_MS);
  return isStale;
}
