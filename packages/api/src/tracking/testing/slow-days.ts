import { wallClock } from "@pacekeeper/domain/testing/days-by-intl";

/** What the slow sums need of a question. Times in epoch milliseconds, lengths in milliseconds. */
export interface CountedQuestion {
  readonly startedAt: number;
  readonly rawMs: number;
  readonly activeMs: number;
  readonly targetMs: number;
}

export interface SlowSums {
  readonly questionCount: number;
  readonly rawMs: number;
  readonly activeMs: number;
  readonly targetMs: number;
}

/** The sums of the questions for which `belongs` holds, one by one. */
export function slowSums(
  questions: readonly CountedQuestion[],
  belongs: (question: CountedQuestion) => boolean,
): SlowSums {
  const sums = { questionCount: 0, rawMs: 0, activeMs: 0, targetMs: 0 };
  for (const question of questions) {
    if (!belongs(question)) continue;
    sums.questionCount += 1;
    sums.rawMs += question.rawMs;
    sums.activeMs += question.activeMs;
    sums.targetMs += question.targetMs;
  }
  return sums;
}

/** Whether an instant is within 52 hours of a local date's noon, so that only a few instants need a wall clock. */
function near(at: number, date: string): boolean {
  return Math.abs(at - Date.parse(`${date}T12:00:00Z`)) <= 52 * 3_600_000;
}

/** Whether an instant falls on a local date, by the wall clock of its whole second. */
export function isOn(at: number, date: string, zone: string): boolean {
  return near(at, date) && wallClock(Math.floor(at / 1000) * 1000, zone).date === date;
}
