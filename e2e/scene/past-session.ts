import { randomUUID } from "node:crypto";
import type { PastEvent } from "./person.ts";

/** A past question: its active seconds, and a pause that began after some of them. */
export interface PastQuestion {
  readonly active: number;
  readonly pause?: { readonly after: number; readonly seconds: number };
}

/** Seconds from a session's first NEXT to the end of its last question. */
function lengthOf(questions: readonly PastQuestion[]): number {
  return questions.reduce((sum, { active, pause }) => sum + active + (pause?.seconds ?? 0), 0);
}

/**
 * The presses of a session with these closed questions. It was ended by EXIT, or its next question is still
 * running.
 *
 * @param startedAt epoch milliseconds
 */
export function aSession(
  startedAt: number,
  questions: readonly PastQuestion[],
  then: "ended" | "running",
): PastEvent[] {
  const key = randomUUID();
  const events: PastEvent[] = [];
  const add = (type: PastEvent["type"], at: number, id: string = randomUUID()) =>
    events.push({ type, at, sessionKey: key, clientEventId: id });
  let at = startedAt;
  add("NEXT", at, key);
  for (const [index, { active, pause }] of questions.entries()) {
    if (pause) {
      add("PAUSE", at + pause.after * 1000);
      add("PAUSE", at + (pause.after + pause.seconds) * 1000);
    }
    at += (active + (pause?.seconds ?? 0)) * 1000;
    const isLast = index === questions.length - 1;
    add(isLast && then === "ended" ? "EXIT" : "NEXT", at);
  }
  return events;
}

/** A running session: its current question has run for `since` seconds, after the closed questions. */
export function aRunningSession(
  questions: readonly PastQuestion[],
  since: number,
  now = Date.now(),
): PastEvent[] {
  return aSession(now - (lengthOf(questions) + since) * 1000, questions, "running");
}

/** Questions of about `average` seconds each; the same seed gives the same questions. */
export function someQuestions(count: number, average: number, seed: number): PastQuestion[] {
  return Array.from({ length: count }, (_, index) => {
    const swing = Math.sin((index + 1) * 12.9898 + seed * 78.233);
    const active = Math.round(average * (1 + 0.32 * swing));
    return index % 7 === 3 ? { active, pause: { after: Math.round(active / 2), seconds: 95 } } : { active };
  });
}

/**
 * A day of work as in the mock-ups: three sessions with 21, 19 and 14 questions, and a running one.
 *
 * @param running seconds since the running question began; null if the day is over
 */
export function aDayOfWork(now: number, running: number | null): PastEvent[] {
  const [first, second, third] = [
    someQuestions(21, 312, 1),
    someQuestions(19, 326, 2),
    someQuestions(14, 317, 3),
  ];
  const thirdStart = now - (lengthOf(third) + (running ?? 120)) * 1000;
  const secondStart = thirdStart - (lengthOf(second) + 64 * 60) * 1000;
  const firstStart = secondStart - (lengthOf(first) + 25 * 60) * 1000;
  return [
    ...aSession(firstStart, first, "ended"),
    ...aSession(secondStart, second, "ended"),
    ...aSession(thirdStart, third, running === null ? "ended" : "running"),
  ];
}
