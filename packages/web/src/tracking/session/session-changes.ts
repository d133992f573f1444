import { formatDuration } from "@pacekeeper/domain/time/duration";
import { createSignal } from "solid-js";
import {
  DeleteQuestionDocument,
  DeleteWorkSessionDocument,
  RestoreQuestionDocument,
  RestoreWorkSessionDocument,
  type TimedQuestionFragment,
} from "../../generated/graphql.ts";
import { faultOf, isRefusal } from "../../lib/data/result.ts";
import type { Services } from "../../lib/data/services.ts";
import { tell, warn } from "../../lib/toasts.ts";
import type { LiveTracking } from "../live/live-tracking.ts";

/** How long Undo is offered; later the session's menu still restores. */
const UNDO_FOR_MS = 10_000;

export interface SessionChanges {
  /** Gone from the screen before the server has answered. */
  isLeaving(questionId: string): boolean;
  removeQuestion(question: TimedQuestionFragment): Promise<void>;
  restoreQuestion(id: string): Promise<void>;
  /** True when it is deleted. */
  deleteSession(id: string, name: string): Promise<boolean>;
}

/** Takes questions and sessions away at once, with Undo. @param refetch asks for the session again */
export function createSessionChanges(
  { client }: Services,
  live: LiveTracking,
  refetch: () => void,
): SessionChanges {
  const [leaving, setLeaving] = createSignal<ReadonlySet<string>>(new Set());
  const without = (id: string) => setLeaving((ids) => new Set([...ids].filter((other) => other !== id)));

  async function restoreQuestion(id: string) {
    const { data, error } = await client.mutation(RestoreQuestionDocument, { input: { id } }).toPromise();
    if (error) return warn(faultOf(error).words);
    if (!data) return;
    if (isRefusal(data.restoreQuestion)) return warn(data.restoreQuestion.message);
    without(id);
    live.hear(data.restoreQuestion.session);
    refetch();
  }

  async function restoreSession(id: string) {
    const { data, error } = await client.mutation(RestoreWorkSessionDocument, { input: { id } }).toPromise();
    if (error) return warn(faultOf(error).words);
    if (!data) return;
    if (isRefusal(data.restoreWorkSession)) return warn(data.restoreWorkSession.message);
    live.hear(data.restoreWorkSession.session);
    tell("The session is back.");
  }

  return {
    isLeaving: (id) => leaving().has(id),
    restoreQuestion,
    async removeQuestion(question) {
      const { id } = question;
      if (leaving().has(id)) return;
      setLeaving((ids) => new Set([...ids, id]));
      const { data, error } = await client.mutation(DeleteQuestionDocument, { input: { id } }).toPromise();
      const refusal = error
        ? faultOf(error).words
        : data && isRefusal(data.deleteQuestion)
          ? data.deleteQuestion.message
          : null;
      if (refusal !== null) {
        without(id);
        return warn(refusal);
      }
      if (data && !isRefusal(data.deleteQuestion)) live.hear(data.deleteQuestion.session);
      refetch();
      const time = formatDuration(question.activeSeconds * 1000);
      tell(`Question ${question.index} was deleted: ${time} active.`, {
        action: { label: "Undo", run: () => void restoreQuestion(id) },
        forMs: UNDO_FOR_MS,
      });
    },
    async deleteSession(id, name) {
      const { data, error } = await client.mutation(DeleteWorkSessionDocument, { input: { id } }).toPromise();
      if (error) warn(faultOf(error).words);
      else if (data && isRefusal(data.deleteWorkSession)) warn(data.deleteWorkSession.message);
      if (error || !data || isRefusal(data.deleteWorkSession)) return false;
      live.forget(id);
      tell(`The session ${name} was deleted.`, {
        action: { label: "Undo", run: () => void restoreSession(id) },
        forMs: UNDO_FOR_MS,
      });
      return true;
    },
  };
}
