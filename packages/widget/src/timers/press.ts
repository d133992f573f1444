import type { TimerAction } from "@pacekeeper/domain/tasks/timer";
import { withTimer } from "@pacekeeper/domain/tasks/told-timer";
import type { StartTimerMutation } from "../generated/operations.ts";
import type { Link } from "../kept-state.ts";
import { ask } from "../transport.ts";
import { ACTIONS } from "./documents.ts";
import { known, learn } from "./timers-state.ts";

/** How long a refusal is shown. */
const SHOWN_MS = 15_000;

/** Extra input of some presses. */
export interface More {
  readonly seconds?: number;
  readonly phase?: string;
}

/**
 * Sends the action of a task's button and applies the returned timer, even after a refusal. A refusal is shown for a
 * while, or until the next press.
 *
 * @returns whether the timers and tasks may be stale and should be refetched
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
    // All six documents have the same result shape; the type for `start` covers the others.
    const { answer } = await ask<StartTimerMutation>(link, ACTIONS[action], {
      input: { taskId, ...more, ...key },
    });
    if ("timer" in answer) learn({ heard: withTimer(known.heard, answer.timer) });
    if ("message" in answer) words = answer.message;
    isStale = words !== "";
  } catch (error) {
    // `ask` throws nothing else.
    const { cause, message } = error as Error;
    words = cause ? message : "The server did not answer. Check whether it worked before you retry.";
  }
  const refusal = words ? { taskId, words } : null;
  learn({ pressed: known.pressed.filter((id) => id !== taskId), refusal });
  setTimeout(() => refusal && known.refusal === refusal && learn({ refusal: null }), SHOWN_MS);
  return isStale;
}
