import type { HabitHistory } from "@pacekeeper/domain/habits/streak";
import { addDays, type Weekday } from "@pacekeeper/domain/time/calendar-date";

/** A log as a model of the services keeps it. */
export interface KeptLog {
  readonly id: string;
  date: string;
  minutes: number;
  isDeleted: boolean;
}

/** A habit as it should be after what was done with it: rows in lists, and nothing counted in advance. */
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

  /** What stands of it, for the rules to count. */
  facts(): HabitHistory {
    const { goal, logs, madeOn, schedule, skips } = this;
    return { goal, schedule, madeOn, logs: logs.filter(({ isDeleted }) => !isDeleted), skips: [...skips] };
  }

  /** Whether a date has room for so many minutes beside the logs that stand, but for one of them. */
  hasRoom(date: string, minutes: number, without?: KeptLog): boolean {
    let sum = minutes;
    for (const log of this.logs)
      if (log.date === date && !log.isDeleted && log !== without) sum += log.minutes;
    return sum <= 1440;
  }

  /** The rows that its days should be in the database, by their dates. */
  days(): { date: string; minutes: number; skipped: boolean }[] {
    const { logs, skips } = this.facts();
    const dates = [...new Set([...skips, ...logs.map(({ date }) => date)])].sort();
    return dates.map((date) => ({
      date,
      minutes: logs.filter((log) => log.date === date).reduce((sum, { minutes }) => sum + minutes, 0),
      skipped: skips.includes(date),
    }));
  }

  /** Time passes: everything that was lies so many days further back. */
  age(days: number): void {
    this.madeOn = addDays(this.madeOn, -days);
    for (const log of this.logs) log.date = addDays(log.date, -days);
    const skips = [...this.skips].map((date) => addDays(date, -days));
    this.skips.clear();
    for (const date of skips) this.skips.add(date);
  }
}
