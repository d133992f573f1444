import { enoughData } from "@pacekeeper/domain/habits/enough";
import { UserType } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { mapped } from "../platform/streams/pubsub-streams.ts";
import { ARCHIVED_HABITS, HABITS, HabitConnection, HabitType } from "./habit.graphql.ts";
import { readSomeHabits } from "./habit-rows.ts";
import { habitsChanged } from "./habit-topics.ts";
import type { Sums } from "./logs/day.graphql.ts";
import { notePerson, requestCalendar } from "./request-memory.ts";
import { SPAN, spanCost } from "./span.graphql.ts";
import { spanOf } from "./spans.ts";
import { type CategorySums, readCategories } from "./streaks/statistics.ts";

const HabitCategoryType = builder.objectRef<CategorySums & Sums>("HabitCategory").implement({
  description: "The habits of a category over consecutive dates, archived ones included.",
  fields: (t) => ({
    name: t.string({
      nullable: true,
      description: "The category; null: habits without one.",
      resolve: ({ category }) => category || null,
    }),
    habitCount: t.exposeInt("habitCount", { description: "How many habits." }),
    totalMinutes: t.exposeInt("totalMinutes", { description: "The sum of their minutes." }),
    averageMinutesPerDay: t.exposeFloat("averageMinutes", {
      description: "The average over all dates, to two decimals; it means little until `hasEnoughData`.",
    }),
    hasEnoughData: t.boolean({
      description: "Whether 7 days have passed between the category's first log and the last date.",
      resolve: ({ firstOn, span }) => enoughData(firstOn, span.to).hasEnoughData,
    }),
  }),
});

builder.prismaObjectFields(UserType, (t) => ({
  habits: t.connection(
    {
      type: HabitType,
      args: {
        archived: t.arg.boolean({
          defaultValue: false,
          description: "True: only the archived ones, the latest first; false: those in use, in their order.",
        }),
      },
      description: "The person's habits.",
      resolve: (user, { archived, ...page }, context, info) => {
        notePerson(context, user);
        const where = { userId: user.id, archivedAt: archived ? { not: null } : null };
        const listing = archived ? ARCHIVED_HABITS : HABITS;
        return readPage(listing, { rows: context.db.prisma.habit, where }, page, context, info);
      },
    },
    HabitConnection,
  ),
  habit: t.field({
    type: HabitType,
    nullable: true,
    args: { id: t.arg.globalID({ required: true, for: HabitType, description: "The habit's global id." }) },
    description: "One of the person's habits, archived or not; null when it does not exist or is not theirs.",
    resolve: async (user, { id }, context) => {
      notePerson(context, user);
      const habitId = rowId(id.id);
      return (await readSomeHabits(context.db.pool, user.id, [habitId])).get(habitId) ?? null;
    },
  }),
  habitCategories: t.field({
    type: [HabitCategoryType],
    complexity: (args) => ({ ...spanCost(args), multiplier: 10 }),
    args: {
      span: t.arg(SPAN),
      until: t.arg({ type: "Date", description: "The last date; omitted: today." }),
    },
    description: "Minutes by category over consecutive dates, the largest first.",
    resolve: async (user, args, context) => {
      notePerson(context, user);
      const span = spanOf(args, requestCalendar(context));
      return (await readCategories(context.db.pool, user.id, span)).map((sums) => ({ ...sums, span }));
    },
  }),
}));

builder.subscriptionField("habitsChanged", (t) =>
  t.withAuth({ anyScope: ["READ"] }).field({
    type: UserType,
    description:
      "Sends the viewer whenever one of their habits or its logs, skips, links or stopwatch changes: select what you show.",
    subscribe: (_root, _args, { db, pubsub, viewer }) =>
      mapped(pubsub.subscribe(habitsChanged(viewer.userId)), async () => {
        return (await db.prisma.user.findUnique({ where: { id: viewer.userId } })) ?? undefined;
      }),
    resolve: (user) => user,
  }),
);
