import { formatDuration } from "@pacekeeper/domain/time/duration";
import { createSignal } from "solid-js";
import {
  DeleteQuestionDocument,
  DeleteWorkSessionDocument,
  RestoreQuestionDocument,
  RestoreWorkSessionDocument,
  type TimedQuestionFragment,
} from "../../generated/graphql.ts";
import { createSend } from "../../lib/data/mutate.ts";
import { showToast, warn } from "../../lib/toasts.ts";
import type { LiveTracking } from "../live/live-tracking.ts";

/** How long Undo is offered; after that, the session's menu can still restore. */
const UNDO_FOR_MS = 10_000;

export interface SessionChanges {
  /** Whether a question is hidden because its deletion is under way; after that, the session says what is removed. */
  isLeaving(questionId: string): boolean;
  removeQuestion(question: TimedQuestionFragment): Promise<void>;
  restoreQuestion(id: string): Promise<void>;
  /** Resolves with true if it was deleted. */
  deleteSession(id: string, name: string): Promise<boolean>;
}

/** Deletes and restores questions and sessions, with Undo. The answers reach the page's session through the cache. */
export function createSessionChanges(live: Pick<LiveTracking, "hear" | "forget">): SessionChanges {
  const sendDeleteQuestion = createSend(DeleteQuestionDocument);
  const sendRestoreQuestion = createSend(RestoreQuestionDocument);
  const sendDeleteSession = createSend(DeleteWorkSessionDocument);
  const sendRestoreSession = createSend(RestoreWorkSessionDocument);
  const [leaving, setLeaving] = createSignal<ReadonlySet<string>>(new Set());
  const without = (id: string) => setLeaving((ids) => new Set([...ids].filter((other) => other !== id)));

  async function restoreQuestion(id: string) {
    const outcome = await sendRestoreQuestion({ input: { id } });
    if ("refused" in outcome) return warn(outcome.refused.words);
    live.hear(outcome.taken.session);
  }

  async function restoreSession(id: string) {
    const outcome = await sendRestoreSession({ input: { id } });
    if ("refused" in outcome) return warn(outcome.refused.words);
    live.hear(outcome.taken.session);
    showToast("The session is back.");
  }

  return {
    isLeaving: (id) => leaving().has(id),
    restoreQuestion,
    async removeQuestion(question) {
      const { id } = question;
      if (leaving().has(id)) return;
      setLeaving((ids) => new Set([...ids, id]));
      const outcome = await sendDeleteQuestion({ input: { id } });
      without(id);
      if ("refused" in outcome) return warn(outcome.refused.words);
      live.hear(outcome.taken.session);
      const time = formatDuration(question.activeSeconds * 1000);
      showToast(`Question ${question.index} was deleted: ${time} active.`, {
        action: { label: "Undo", run: () => void restoreQuestion(id) },
        forMs: UNDO_FOR_MS,
      });
    },
    async deleteSession(id, name) {
      const outcome = await sendDeleteSession({ input: { id } });
      if ("refused" in outcome) {
        warn(outcome.refused.words);
        return false;
      }
      live.forget(id);
      showToast(`The session ${name} was deleted.`, {
        action: { label: "Undo", run: () => void restoreSession(id) },
        forMs: UNDO_FOR_MS,
      });
      return true;
    },
  };
}
