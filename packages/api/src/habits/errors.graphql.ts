import { builder } from "../platform/builder.ts";
import { ErrorInterface } from "../platform/error-types.ts";
import { HabitArchived, HabitDayFull, StopwatchTooLong, TooManyHabits } from "./errors.ts";

builder.objectType(TooManyHabits, {
  name: "TooManyHabits",
  description: "There are as many habits as there can be.",
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
    date: t.expose("date", { type: "Date", description: "Which date." }),
    loggedMinutes: t.exposeInt("loggedMinutes", {
      description: "What is logged on it already, beside what was to be changed.",
    }),
  }),
});

builder.objectType(StopwatchTooLong, {
  name: "StopwatchTooLong",
  description:
    "The stopwatch has run for more than a day, which no log can hold. It runs on until it is discarded.",
  interfaces: [ErrorInterface],
  fields: (t) => ({ minutes: t.exposeInt("minutes", { description: "What it has run." }) }),
});
