import { addDays } from "@pacekeeper/domain/time/calendar-date";
import { startOfDay } from "@pacekeeper/domain/time/zones";
import { UserType } from "../accounts/user.graphql.ts";
import { builder } from "../platform/builder.ts";
import { readPage } from "../platform/paging/connection.graphql.ts";
import { activeSession } from "./sessions.ts";
import { WORK_SESSIONS, WorkSessionConnection, WorkSessionType } from "./work-session.graphql.ts";

builder.prismaObjectFields(UserType, (t) => ({
  activeSession: t.field({
    type: WorkSessionType,
    nullable: true,
    skipTypeScopes: true,
    authScopes: { anyScope: ["READ", "TRACKING_WRITE"] },
    description: "The active session; null when there is none.",
    resolve: (user, _args, { db, now }) => activeSession(db.pool, user.id, now()),
  }),
  workSessions: t.connection(
    {
      type: WorkSessionType,
      args: {
        from: t.arg({ type: "Date", description: "Sessions that started on this local date or later." }),
        to: t.arg({ type: "Date", description: "Sessions that started on this local date or earlier." }),
      },
      description: "The person's sessions, newest first.",
      resolve: (user, { from, to, ...page }, context, info) => {
        const where = {
          userId: user.id,
          deletedAt: null,
          startedAt: {
            ...(from && { gte: new Date(startOfDay(from, user.timezone)) }),
            ...(to && { lt: new Date(startOfDay(addDays(to, 1), user.timezone)) }),
          },
        };
        return readPage(WORK_SESSIONS, { rows: context.db.prisma.workSession, where }, page, context, info);
      },
    },
    WorkSessionConnection,
  ),
}));
