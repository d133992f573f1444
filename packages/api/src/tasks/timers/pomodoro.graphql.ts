import { FEWEST_WORKS, MOST_WORKS, type PomodoroPlan, USUAL_PLAN } from "@pacekeeper/domain/tasks/pomodoro";
import { z } from "zod";
import { UserType } from "../../accounts/user.graphql.ts";
import { builder } from "../../platform/builder.ts";
import { asViewer } from "../../platform/changes/change.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { notNull } from "../../platform/input-issues.ts";
import { milliseconds, seconds } from "../../platform/lengths.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import { lengthRule } from "../task-input.ts";
import { planOf, updatePlan } from "./pomodoro-plan.ts";

export const PomodoroPhaseEnum = builder.enumType("PomodoroPhase", {
  description: "The phase of a pomodoro plan that a run is.",
  values: {
    WORK: { description: "Work on the task." },
    SHORT_BREAK: { description: "A break after a work phase; it does not count as time spent on the task." },
    LONG_BREAK: { description: "The break after every n-th work phase." },
  },
});

const PomodoroPlanType = builder.objectRef<PomodoroPlan>("PomodoroPlan").implement({
  description: "How a person alternates between work and breaks.",
  fields: (t) => ({
    workSeconds: t.float({
      description: "Length of a work phase.",
      resolve: ({ workMs }) => seconds(workMs),
    }),
    shortBreakSeconds: t.float({
      description: "Length of a short break.",
      resolve: ({ shortBreakMs }) => seconds(shortBreakMs),
    }),
    longBreakSeconds: t.float({
      description: "Length of a long break.",
      resolve: ({ longBreakMs }) => seconds(longBreakMs),
    }),
    longBreakEvery: t.exposeInt("longBreakEvery", {
      description: "After how many work phases the break is long.",
    }),
    startsNext: t.exposeBoolean("startsNext", {
      description:
        "Whether the next phase begins by itself when one is over, up to the end of the long break; otherwise it waits for `startTimer`.",
    }),
  }),
});

const length = `${USUAL_PLAN.workMs / 60_000} min at first; from 1 second to 24 hours.`;
const every = `A whole number of work phases from ${FEWEST_WORKS} to ${MOST_WORKS}.`;

builder.prismaObjectFields(UserType, (t) => ({
  pomodoroPlan: t.field({
    type: PomodoroPlanType,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TIMERS_WRITE"] },
    description:
      "Their plan; 25, 5 and 15 minutes with a long break every 4 work phases until they change it.",
    resolve: (user, _args, { db }) => planOf(db.prisma, user.id),
  }),
}));

mutation("updatePomodoroPlan", {
  description: "Changes the viewer's pomodoro plan.",
  access: { anyScope: ["WRITE"] },
  input: {
    description: "What to change; omitted fields stay as they are. An open run keeps its length.",
    argument: "What to change.",
    fields: (t) => ({
      workSeconds: t.float({ description: `Length of a work phase, ${length}` }),
      shortBreakSeconds: t.float({ description: "Length of a short break, 5 min at first." }),
      longBreakSeconds: t.float({ description: "Length of a long break, 15 min at first." }),
      longBreakEvery: t.int({
        description: `Work phases before a long break, ${FEWEST_WORKS}–${MOST_WORKS}; 4 at first.`,
      }),
      startsNext: t.boolean({ description: "Whether the next phase begins by itself; false at first." }),
    }),
    rules: {
      workSeconds: lengthRule.optional(),
      shortBreakSeconds: lengthRule.optional(),
      longBreakSeconds: lengthRule.optional(),
      longBreakEvery: z.number().int(every).min(FEWEST_WORKS, every).max(MOST_WORKS, every).optional(),
      startsNext: notNull,
    },
  },
  errors: [InvalidInputError],
  resolve: async (input, context) => {
    const { longBreakEvery, longBreakSeconds, shortBreakSeconds, startsNext, workSeconds } = input;
    const plan = await updatePlan(asViewer(context), {
      ...(workSeconds == null ? {} : { workMs: milliseconds(workSeconds) }),
      ...(shortBreakSeconds == null ? {} : { shortBreakMs: milliseconds(shortBreakSeconds) }),
      ...(longBreakSeconds == null ? {} : { longBreakMs: milliseconds(longBreakSeconds) }),
      ...(longBreakEvery == null ? {} : { longBreakEvery }),
      ...(startsNext == null ? {} : { startsNext }),
    });
    return { plan };
  },
  payload: {
    description: "The plan as it is now.",
    fields: (t) => ({ plan: t.expose("plan", { type: PomodoroPlanType, description: "The whole plan." }) }),
  },
});
