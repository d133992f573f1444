import type { LiveSessionFragment } from "../generated/graphql.ts";
import { after, type OpeningSettings, type PendingEvent, type ShownSession } from "./live/shown-session.ts";

const NINE = Date.UTC(2026, 10, 20, 9);
const MINUTE = 60_000;

/** The instant `count` minutes after nine, in epoch milliseconds. */
export const minute = (count: number) => NINE + count * MINUTE;

const iso = (count: number) => new Date(minute(count)).toISOString();

/** For tests: 14 questions of five minutes, the last two of them loaded; the fifteenth has run since 10:10. */
export function aRunningSession(more: Partial<LiveSessionFragment> = {}): LiveSessionFragment {
  const question = (index: number) => ({
    id: `question-${index}`,
    index,
    startedAt: iso((index - 1) * 5),
    endedAt: iso(index * 5),
    pauses: [],
    rawSeconds: 300,
    activeSeconds: 300,
    targetSeconds: 330,
  });
  return {
    id: "session",
    key: "key",
    version: 15,
    startedAt: iso(0),
    endedAt: null,
    endReason: null,
    isActive: true,
    isPaused: false,
    pausedAt: null,
    targetSeconds: 330,
    abandonAfterHours: 4,
    lastEventAt: iso(70),
    questionCount: 14,
    rawSeconds: 14 * 300,
    activeSeconds: 14 * 300,
    averageActiveSeconds: 300,
    averageTargetSeconds: 330,
    serverTime: iso(72),
    pace: { level: "ON_TARGET", ratio: 300 / 330, label: "on target", emoji: "💜✅", score: 90 },
    currentQuestion: { key: "question-15", index: 15, startedAt: iso(70), pauses: [], targetSeconds: 330 },
    questions: { nodes: [question(13), question(14)] },
    removedQuestions: [],
    events: { nodes: [] },
    ...more,
  };
}

/** For tests: a session after presses that the server has not counted yet. */
export function withPending(
  shown: ShownSession | null,
  pending: readonly PendingEvent[],
  settings: OpeningSettings,
): ShownSession | null {
  return pending.reduce<ShownSession | null>((before, event) => after(before, event, settings).shown, shown);
}
