import type { WorkSession } from "../generated/prisma/client.ts";
import { builder } from "../platform/builder.ts";
import { selects } from "../platform/graphql/selects.ts";
import { mapped, startingWith } from "../platform/streams/pubsub-streams.ts";
import { shownDate } from "./days/shown-date.ts";
import { DaySummaryType, readDayOf } from "./days/summary.graphql.ts";
import { activeSession } from "./sessions.ts";
import { trackingChanged } from "./tracking-topics.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

/** A session in a stream: boxed, because null (none is active) is a state to send, too. */
interface ActiveSession {
  readonly session: WorkSession | null;
}

builder.subscriptionFields((t) => ({
  workSessionChanged: t.withAuth({ anyScope: ["READ", "TRACKING_WRITE"] }).field({
    type: WorkSessionType,
    nullable: true,
    description:
      "Sends the viewer's active session, null for none: the present state first, then every change.",
    subscribe: (_root, _args, { db, now, pubsub, viewer }) => {
      const changes = pubsub.subscribe(trackingChanged(viewer.userId));
      const signals = startingWith(async () => "changed" as const, changes);
      let sent: string | null = null;
      return mapped(signals, async (): Promise<ActiveSession | undefined> => {
        const session = await activeSession(db.pool, viewer.userId, now());
        // Skip changes of other sessions, and states that were already sent.
        const state = session ? `${session.id} ${session.version}` : "none";
        if (state === sent) return undefined;
        sent = state;
        return { session };
      });
    },
    resolve: ({ session }) => session,
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
