import {
  ExtendTimerDocument,
  PauseTimerDocument,
  ResetTimerDocument,
  ResumeTimerDocument,
  StartTimerDocument,
  StopTimerDocument,
} from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import type { LiveTimer } from "./live-timers-context.ts";
import type { Press } from "./press.ts";

/** The result of a press. */
export interface PressAnswer {
  /** The server's state of the timer; null if it did not send one, for example when it is out of reach. */
  readonly timer: LiveTimer | null;
  /** Why the press failed; null if it succeeded. */
  readonly refusal: string | null;
}

/** Sends presses of a task's timer. A conflict returns the current timer, so that the screen can show it. */
export function createPressSender(): (taskId: string, press: Press) => Promise<PressAnswer> {
  const startTimer = createSend(StartTimerDocument);
  const extendTimer = createSend(ExtendTimerDocument);
  const others = {
    pause: createSend(PauseTimerDocument),
    resume: createSend(ResumeTimerDocument),
    stop: createSend(StopTimerDocument),
    reset: createSend(ResetTimerDocument),
  };
  function send(taskId: string, press: Press) {
    switch (press.action) {
      case "start": {
        const { seconds, phase } = press;
        return startTimer({ input: { taskId, seconds, ...(phase === null ? {} : { phase }) } });
      }
      case "extend": {
        const { seconds, idempotencyKey } = press;
        return extendTimer({ input: { taskId, seconds, idempotencyKey } });
      }
      default:
        return others[press.action]({ input: { taskId } });
    }
  }
  return async (taskId, press) => {
    const outcome = await send(taskId, press);
    if ("taken" in outcome) return { timer: outcome.taken.timer, refusal: null };
    const { answer, words } = outcome.refused;
    return { timer: answer && "timer" in answer ? answer.timer : null, refusal: words };
  };
}
