import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong, TooManyHabits } from "./errors.ts";

builder.objectType(TooManyHabits, {
  name: "TooManyHabits",
  description: "The person already has the maximum number of habits.",
  interfaces: [ErrorInterface],
});

builder.objectType(HabitArchived, {
  name: "HabitArchived",
  description: "The habit is archived: nothing new is logged to it.",
  interfaces: [ErrorInterface],
});

builder.objectType(HabitDayFull, {
  name: "HabitDayFull",
  description: "A date's minutes would be more than the 1,440 that a day has. Nothing was changed.",
  interfaces: [ErrorInterface],
  fields: (t) => ({
    date: t.expose("date", { type: "Date", description: "The date." }),
    loggedMinutes: t.exposeInt("loggedMinutes", {
      description: "The minutes already logged on it, without the log to change.",
    }),
  }),
});

builder.objectType(StopwatchTooLong, {
  name: "StopwatchTooLong",
  description:
    "The stopwatch has run for more than a day, too long for a log. It keeps running until it is discarded.",
  interfaces: [ErrorInterface],
  fields: (t) => ({ minutes: t.exposeInt("minutes", { description: "The minutes it has run." }) }),
});
