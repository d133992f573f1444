import { utcMidnight } from "@pacekeeper/domain/time/calendar-date";
import { DomainError } from "../platform/errors.ts";

/** A person has as many habits as there can be. */
export class TooManyHabits extends DomainError {
  override readonly name = "TooManyHabits";
  /** @param most how many there may be, archived ones included */
  constructor(most: number) {
    super(
      `There are ${most} habits, archived ones included, which is as many as there can be. Nothing was changed. Delete some first.`,
    );
  }
}

/** The habit is archived: nothing new is logged to it. */
export class HabitArchived extends DomainError {
  override readonly name = "HabitArchived";
  constructor() {
    super("This habit is archived. Nothing was changed. Take it out of the archive first.");
  }
}

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const LONG_WITH_YEAR = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** A date's minutes would be more than a day has. */
export class HabitDayFull extends DomainError {
  override readonly name = "HabitDayFull";
  /**
   * @param date YYYY-MM-DD
   * @param loggedMinutes what is logged on it already, without what was to be changed
   * @param today the person's date: one of another year is told with it
   */
  constructor(
    readonly date: string,
    readonly loggedMinutes: number,
    today: string,
  ) {
    const format = date.slice(0, 4) === today.slice(0, 4) ? LONG : LONG_WITH_YEAR;
    const day = format.format(utcMidnight(date));
    const logged = loggedMinutes.toLocaleString("en");
    super(
      `A day has 1,440 minutes; ${loggedMinutes === 1 ? "1 is" : `${logged} are`} already logged on ${day}. Nothing was changed.`,
    );
  }
}

/** A stopwatch ran for longer than a day. */
export class StopwatchTooLong extends DomainError {
  override readonly name = "StopwatchTooLong";
  /** @param minutes what it ran */
  constructor(readonly minutes: number) {
    super(
      `The stopwatch has run for ${Math.floor(minutes / 60)} hours and a day has 24. It runs on. Discard it, and log the minutes that you mean.`,
    );
  }
}
