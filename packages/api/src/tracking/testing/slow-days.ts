import { wallClock } from "@pacekeeper/domain/testing/days-by-intl";

/** A question as the slow sums need it. Times in epoch milliseconds, lengths in milliseconds. */
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

/** The sums of the questions of which `belongs` holds, one by one. */
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

/** What lies near a local date, so that only few instants need a wall clock: 52 hours to each side. */
function near(at: number, date: string): boolean {
  return Math.abs(at - Date.parse(`${date}T12:00:00Z`)) <= 52 * 3_600_000;
}

/** Whether an instant falls on a local date, by the wall clock of its whole second. */
export function isOn(at: number, date: string, zone: string): boolean {
  return near(at, date) && wallClock(Math.floor(at / 1000) * 1000, zone).date === date;
}
