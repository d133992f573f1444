import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { addDays, type Weekday } from "@pacekeeper/domain/time/calendar-date";

/** A log in a model of the services. */
export interface KeptLog {
  readonly id: string;
  date: string;
  minutes: number;
  isDeleted: boolean;
}

/** A model of a habit: what it should be after each act, as plain lists and without stored sums. */
export class KeptHabit {
  readonly logs: KeptLog[] = [];
  readonly skips = new Set<string>();
  goal: HabitHistory["goal"];
  schedule: HabitHistory["schedule"];
  madeOn: string;
  weekStart: Weekday = "MONDAY";

  constructor({ goal, madeOn, schedule, skips }: HabitHistory, logs: readonly KeptLog[]) {
    this.goal = goal;
    this.schedule = schedule;
    this.madeOn = madeOn;
    for (const date of skips) this.skips.add(date);
    this.logs.push(...logs);
  }

  /** Its history without deleted logs, as input for the rules. */
  facts(): HabitHistory {
    const { goal, logs, madeOn, schedule, skips } = this;
    return { goal, schedule, madeOn, logs: logs.filter(({ isDeleted }) => !isDeleted), skips: [...skips] };
  }

  /** Whether a date has room for these minutes besides its logs, not counting deleted ones and `without`. */
  hasRoom(date: string, minutes: number, without?: KeptLog): boolean {
    let sum = minutes;
    for (const log of this.logs)
      if (log.date === date && !log.isDeleted && log !== without) sum += log.minutes;
    return sum <= 1440;
  }

  /** The rows that its days should have in the database, by date. */
  days(): { date: string; minutes: number; skipped: boolean }[] {
    const { logs, skips } = this.facts();
    const dates = [...new Set([...skips, ...logs.map(({ date }) => date)])].sort();
    return dates.map((date) => ({
      date,
      minutes: logs.filter((log) => log.date === date).reduce((sum, { minutes }) => sum + minutes, 0),
      skipped: skips.includes(date),
    }));
  }

  /** Lets time pass: moves everything back by this many days. */
  age(days: number): void {
    this.madeOn = addDays(this.madeOn, -days);
    for (const log of this.logs) log.date = addDays(log.date, -days);
    const skips = [...this.skips].map((date) => addDays(date, -days));
    this.skips.clear();
    for (const date of skips) this.skips.add(date);
  }
}
