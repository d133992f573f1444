import type { Client, CombinedError } from "@urql/core";
import {
  ExtendTimerDocument,
  PauseTimerDocument,
  ResetTimerDocument,
  ResumeTimerDocument,
  StartTimerDocument,
  StopTimerDocument,
} from "../../generated/graphql.ts";
import { faultOf } from "../../lib/data/result.ts";
import type { LiveTimer } from "./live-timers-context.ts";
import type { Press } from "./press.ts";

/** What came of a press. */
export interface PressAnswer {
  /** The timer as the server has it; null where it did not say, as when it is out of reach. */
  readonly told: LiveTimer | null;
  /** Why it was not done; null: it was. */
  readonly refusal: string | null;
}

type Answer = { readonly timer?: LiveTimer; readonly message?: string } | undefined;

const INCOMPLETE = "The server's answer was incomplete. Try again.";

/** Sends one press. A conflict brings the timer as it is, so that the screen can show why. */
export async function sendPress(client: Client, taskId: string, press: Press): Promise<PressAnswer> {
  const [error, answer] = await send(client, taskId, press);
  if (error) return { told: null, refusal: faultOf(error).words };
  if (!answer) return { told: null, refusal: INCOMPLETE };
  return { told: answer.timer ?? null, refusal: answer.message ?? null };
}

async function send(
  client: Client,
  taskId: string,
  press: Press,
): Promise<readonly [CombinedError | undefined, Answer]> {
  const input = { taskId };
  switch (press.action) {
    case "start": {
      const { seconds, phase } = press;
      const start = { taskId, seconds, ...(phase === null ? {} : { phase }) };
      const { data, error } = await client.mutation(StartTimerDocument, { input: start }).toPromise();
      return [error, data?.startTimer];
    }
    case "extend": {
      const { seconds, idempotencyKey } = press;
      const extension = { taskId, seconds, idempotencyKey };
      const { data, error } = await client.mutation(ExtendTimerDocument, { input: extension }).toPromise();
      return [error, data?.extendTimer];
    }
    case "pause": {
      const { data, error } = await client.mutation(PauseTimerDocument, { input }).toPromise();
      return [error, data?.pauseTimer];
    }
    case "resume": {
      const { data, error } = await client.mutation(ResumeTimerDocument, { input }).toPromise();
      return [error, data?.resumeTimer];
    }
    case "stop": {
      const { data, error } = await client.mutation(StopTimerDocument, { input }).toPromise();
      return [error, data?.stopTimer];
    }
    case "reset": {
      const { data, error } = await client.mutation(ResetTimerDocument, { input }).toPromise();
      return [error, data?.resetTimer];
    }
  }
}
