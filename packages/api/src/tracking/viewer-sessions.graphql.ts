import { UserType } from "../accounts/user.graphql.ts";
import { rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { dates, deleted, updatedSince } from "../platform/paging/filters.graphql.ts";
import { changedSince, datesRule, instantWithin, standing } from "../platform/paging/filters.ts";
import { filtered } from "../platform/paging/listing.ts";
import { changeOrders, ordersOf, startOrders } from "../platform/paging/orders.graphql.ts";
import { activeSession } from "./sessions.ts";
import { WorkSessionConnection, WorkSessionType } from "./work-session.graphql.ts";

const WorkSessionFilter = builder.inputType("WorkSessionFilter", {
  description: "Which sessions; each given field narrows the list.",
  validate: datesRule,
  fields: (t) => ({
    ...dates(t, "Sessions that started on"),
    updatedSince: updatedSince(t),
    deleted: deleted(t, "sessions"),
  }),
});

const WORK_SESSION_ORDER = ordersOf("WorkSessionOrder", {
  ...startOrders("workSessions"),
  ...changeOrders("workSessions"),
});

builder.prismaObjectFields(UserType, (t) => ({
  activeSession: t.field({
    type: WorkSessionType,
    nullable: true,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TRACKING_WRITE"] },
    description: "The active session; null when there is none.",
    resolve: (user, _args, { db, now }) => activeSession(db.pool, user.id, now()),
  }),
  workSession: t.prismaField({
    type: WorkSessionType,
    nullable: true,
    args: {
      id: t.arg.globalID({ required: true, for: WorkSessionType, description: "The session's global id." }),
    },
    description: "One of the person's sessions; null when it does not exist, is deleted or is not theirs.",
    resolve: (query, { id: userId }, { id }, { db }) => {
      const where = { userId_id: { userId, id: rowId(id.id) }, deletedAt: null };
      return db.prisma.workSession.findUnique({ ...query, where });
    },
  }),
  workSessionByKey: t.prismaField({
    type: WorkSessionType,
    nullable: true,
    args: { key: t.arg({ type: "UUID", required: true, description: "The session's `key`." }) },
    description: "The same, by the name that events know it by.",
    resolve: (query, { id: userId }, { key }, { db }) => {
      const where = { userId_key: { userId, key }, deletedAt: null };
      return db.prisma.workSession.findUnique({ ...query, where });
    },
  }),
  workSessions: t.connection(
    {
      type: WorkSessionType,
      args: {
        filter: t.arg({
          type: WorkSessionFilter,
          description: "Which sessions; omitted: all that are not deleted.",
        }),
        orderBy: t.arg(WORK_SESSION_ORDER.argument),
      },
      description: "The person's sessions. A session changes whenever one of its questions does.",
      resolve: (user, { filter, orderBy, ...page }, context, info) => {
        const where = {
          userId: user.id,
          ...standing(filter ?? {}, context.now()),
          ...changedSince(filter ?? {}),
          startedAt: instantWithin(filter ?? {}, user.timezone),
        };
        const listing = filtered(WORK_SESSION_ORDER.listing(orderBy), filter);
        return readPage(listing, { rows: context.db.prisma.workSession, where }, page, context, info);
      },
    },
    WorkSessionConnection,
  ),
}));
