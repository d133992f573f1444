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

/** What came of a press. */
export interface PressAnswer {
  /** The timer as the server has it; null where it did not say, as when it is out of reach. */
  readonly told: LiveTimer | null;
  /** Why it was not done; null: it was. */
  readonly refusal: string | null;
}

/** Sends presses of a task's timer. A conflict brings the timer as it is, so that the screen can show why. */
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
    if ("taken" in outcome) return { told: outcome.taken.timer, refusal: null };
    const { answer, words } = outcome.refused;
    return { told: answer && "timer" in answer ? answer.timer : null, refusal: words };
  };
}
