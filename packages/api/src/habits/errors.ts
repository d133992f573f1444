import { utcMidnight } from "@pacekeeper/domain/time/calendar-date";
import { DomainError } from "../platform/errors.ts";

/** A person already has the maximum number of habits. */
export class TooManyHabits extends DomainError {
  override readonly name = "TooManyHabits";
  /** @param most the maximum, archived ones included */
  constructor(most: number) {
    super(
      `There are already ${most} habits, archived ones included, which is the maximum. Nothing was changed. Delete some first.`,
    );
  }
}

/** A habit already has the maximum number of links. */
export class TooManyLinks extends DomainError {
  override readonly name = "TooManyLinks";
  /** @param most the maximum */
  constructor(most: number) {
    super(
      `${most} sources already count towards this habit, which is the maximum. Nothing was changed. Remove some first, or let all timers count.`,
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
   * @param loggedMinutes the minutes already logged on it, without the log to change
   * @param today the person's date: the message names the year of `date` only if it is another
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
  /** @param minutes the minutes it has run */
  constructor(readonly minutes: number) {
    super(
      `The stopwatch has run for ${Math.floor(minutes / 60)} hours, but a day has only 24. It keeps running. Discard it, and log the right minutes.`,
    );
  }
}
