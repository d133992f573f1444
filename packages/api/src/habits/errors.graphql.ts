import { errorType } from "../platform/error-types.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong, TooManyHabits, TooManyLinks } from "./errors.ts";

errorType(TooManyHabits, "TooManyHabits", {
  description: "The person already has the maximum number of habits.",
});

errorType(TooManyLinks, "TooManyLinks", {
  description: "The habit already has the maximum number of links.",
});

errorType(HabitArchived, "HabitArchived", {
  description: "The habit is archived: nothing new is logged to it.",
});

errorType(HabitDayFull, "HabitDayFull", {
  description: "A date's minutes would be more than the 1,440 that a day has. Nothing was changed.",
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The date." }),
    loggedMinutes: t.exposeInt("loggedMinutes", {
      description: "The minutes already logged on it, without the log to change.",
    }),
  }),
});

errorType(StopwatchTooLong, "StopwatchTooLong", {
  description:
    "The stopwatch has run for more than a day, too long for a log. It keeps running until it is discarded.",
  fields: (t) => ({ minutes: t.exposeInt("minutes", { description: "The minutes it has run." }) }),
});
