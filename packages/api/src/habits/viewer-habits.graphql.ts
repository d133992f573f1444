import { enoughData } from "@pacekeeper/domain/habits/enough";
import { UserType, viewerField } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { SPAN, spanCost, TO } from "../platform/dates/date-span.graphql.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { updatedSince } from "../platform/paging/filters.graphql.ts";
import { changedSince } from "../platform/paging/filters.ts";
import { filtered } from "../platform/paging/listing.ts";
import { changeType, SINCE, sinceCost } from "../platform/streams/change-type.graphql.ts";
import { afterEach } from "../platform/streams/pubsub-streams.ts";
import { followHabits, type HabitChangeTold } from "./followed-habits.ts";
import { HABITS, HabitConnection, HabitType } from "./habit.graphql.ts";
import { readSomeHabits } from "./habit-rows.ts";
import { habitsChanged } from "./habit-topics.ts";
import type { Sums } from "./logs/day.graphql.ts";
import { notePerson, requestCalendar } from "./request-memory.ts";
import { loggedSpanOf } from "./spans.ts";
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

const HabitFilter = builder.inputType("HabitFilter", {
  description: "Which habits; each given field narrows the list.",
  fields: (t) => ({
    archived: t.boolean({ description: "True: only the archived ones; false: only those in use." }),
    updatedSince: updatedSince(t),
  }),
});

builder.prismaObjectFields(UserType, (t) => ({
  habits: t.connection(
    {
      type: HabitType,
      args: { filter: t.arg({ type: HabitFilter, description: "Which habits; omitted: all." }) },
      description:
        "The person's habits: those in use in their order, then the archived ones, the latest first.",
      resolve: (user, { filter, ...page }, context, info) => {
        notePerson(context, user);
        const { archived } = filter ?? {};
        const where = {
          userId: user.id,
          ...changedSince(filter ?? {}),
          ...(archived == null ? {} : { archivedAt: archived ? { not: null } : null }),
        };
        const rows = context.db.prisma.habit;
        return readPage(filtered(HABITS, filter), { rows, where }, page, context, info);
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
    args: { span: t.arg(SPAN), to: t.arg(TO) },
    description: "Minutes by category over consecutive dates, the largest first.",
    resolve: async (user, args, context) => {
      notePerson(context, user);
      const span = loggedSpanOf(args, requestCalendar(context));
      return (await readCategories(context.db.pool, user.id, span)).map((sums) => ({ ...sums, span }));
    },
  }),
}));

const HabitChangeType = changeType<HabitChangeTold>("HabitChange", {
  description: "A change of one of a person's habits.",
  what: "habit",
  node: HabitType,
  kinds: {
    CREATED: "It was made.",
    CHANGED:
      "It was changed, or its logs, skipped dates, links or stopwatch; its place in the lists was not.",
    MOVED: "It has another place: it was moved, archived or taken out of the archive.",
    DELETED: "It was deleted for good, with its logs.",
    LIST: "No single habit can be named: the time zone or the first day of the week was changed, the account took a guest's data over, or there were very many changes. Read your lists again.",
  },
  fields: (t) => ({
    habit: t.expose("habit", {
      type: HabitType,
      nullable: true,
      description: "As it is now; null for DELETED and LIST.",
    }),
    user: t.field(viewerField),
  }),
});

builder.subscriptionField("habitsChanged", (t) =>
  t.withAuth({ anyScope: ["READ"] }).field({
    type: HabitChangeType,
    description:
      "Sends every change of the viewer's habits at least once, with those of their logs, skipped dates, links and stopwatches.",
    args: { since: t.arg(SINCE) },
    complexity: sinceCost,
    subscribe: (_root, { since }, context) => {
      const { db, pubsub, viewer } = context;
      return afterEach(pubsub.subscribe(habitsChanged(viewer.userId)), async () => {
        const read = await followHabits(db.pool, viewer.userId, since?.getTime() ?? null);
        return async () => {
          const batch = await read();
          if (batch.items.length === 0) return batch;
          // The viewer is as old as the subscription; the zone and the week may have changed.
          const user = await db.prisma.user.findUnique({ where: { id: viewer.userId } });
          if (!user) return { items: [], hasMore: false };
          notePerson(context, user);
          return batch;
        };
      });
    },
    resolve: (change) => change,
  }),
);
