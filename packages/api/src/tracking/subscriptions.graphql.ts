import { builder } from "../platform/builder.ts";
import { selects } from "../platform/graphql/selects.ts";
import { changeType } from "../platform/streams/change-type.graphql.ts";
import { afterEach, mapped, startingWith } from "../platform/streams/pubsub-streams.ts";
import { refusedAsPast, shownDate } from "./days/shown-date.ts";
import { DaySummaryType, readDayOf } from "./days/summary.graphql.ts";
import { followSessions, type SessionChange } from "./sessions.ts";
import { trackingChanged } from "./tracking-topics.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

const WorkSessionChange = changeType<SessionChange>("WorkSessionChange", {
  description: "A change of one of a person's sessions.",
  what: "session",
  node: WorkSessionType,
  kinds: {
    PRESENT:
      "Nothing changed: the active session as it is. Comes first, and again when any session may have changed, such as by a guest's data that the account took over.",
    STARTED: "It was opened.",
    CHANGED: "An event or a correction changed it; a reopened one is active again.",
    ENDED: "It is over, by its EXIT or by hours without an event.",
    DELETED: "It was deleted.",
    RESTORED: "Its deletion was taken back.",
  },
  fields: (t) => ({
    session: t.expose("session", {
      type: WorkSessionType,
      nullable: true,
      description: "As it is now. Null for DELETED, and for PRESENT if none is active.",
    }),
  }),
});

builder.subscriptionFields((t) => ({
  workSessionChanged: t.withAuth({ anyScope: ["READ", "TRACKING_WRITE"] }).field({
    type: WorkSessionChange,
    description:
      "Sends the viewer's active session first, then every change of any of their sessions; without the scope `READ`, only of those of today and yesterday. After a lost connection, subscribe again: the first message is the present state.",
    subscribe: async (_root, _args, context) => {
      const { db, now, pubsub, viewer } = context;
      const isShown = ({ kind, session }: SessionChange) =>
        kind === "PRESENT" || session === null || refusedAsPast(session.lastEventAt, context) === null;
      const signals = pubsub.subscribe(trackingChanged(viewer.userId));
      return afterEach(signals, async () => {
        const read = await followSessions(db.pool, viewer.userId, now);
        return async () => {
          const { hasMore, items } = await read();
          return { items: items.filter(isShown), hasMore };
        };
      });
    },
    resolve: (change) => change,
  }),
  dayChanged: t.withAuth({ anyScope: ["READ", "TRACKING_WRITE"] }).field({
    type: DaySummaryType,
    description:
      "Sends a day of the viewer: the present state first, then whenever one of its numbers changes, or one of its sessions if `sessions` is selected. Without the scope `READ`, only today and yesterday are allowed.",
    args: {
      date: t.arg({ type: "Date", description: "Omitted: the date on which the subscription begins." }),
    },
    subscribe: (_root, { date }, { db, now, pubsub, viewer }, info) => {
      const chosen = shownDate(viewer, date, now(), viewer.user.timezone);
      const withSessions = selects(info, "sessions");
      const changes = pubsub.subscribe(trackingChanged(viewer.userId));
      const signals = startingWith(async () => "changed" as const, changes);
      let sent: string | null = null;
      return mapped(signals, async () => {
        // The viewer is as old as the subscription; the zone and the target may have changed.
        const user = await db.prisma.user.findUnique({ where: { id: viewer.userId } });
        if (!user) return undefined;
        const day = await readDayOf(db.pool, user, chosen, now(), withSessions);
        const state = JSON.stringify(day);
        if (state === sent) return undefined;
        sent = state;
        return day;
      });
    },
    resolve: (day) => day,
  }),
}));
