import type { WorkSession } from "../generated/prisma/client.ts";
import { builder } from "../platform/builder.ts";
import { mapped, startingWith } from "../platform/streams/pubsub-streams.ts";
import { shownDate } from "./days/shown-date.ts";
import { readDays } from "./days/summaries.ts";
import { type Day, DaySummaryType } from "./days/summary.graphql.ts";
import { activeSession } from "./sessions.ts";
import { trackingChanged } from "./tracking-topics.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

/** A session in a stream: boxed, because null (none is active) is a state to send, too. */
interface ActiveSession {
  readonly session: WorkSession | null;
}

builder.subscriptionFields((t) => ({
  workSessionChanged: t.withAuth({ anyScope: ["read", "tracking:write"] }).field({
    type: WorkSessionType,
    nullable: true,
    description:
      "Sends the viewer's active session, null for none: the present state first, then every change.",
    subscribe: (_root, _args, { db, now, pubsub, viewer }) => {
      const changes = pubsub.subscribe(trackingChanged(viewer.userId));
      const signals = startingWith(async () => "changed" as const, changes);
      let told: string | null = null;
      return mapped(signals, async (): Promise<ActiveSession | undefined> => {
        const session = await activeSession(db.pool, viewer.userId, now());
        // Skip changes of other sessions, and states that were already sent.
        const state = session ? `${session.id} ${session.version}` : "none";
        if (state === told) return undefined;
        told = state;
        return { session };
      });
    },
    resolve: ({ session }) => session,
  }),
  dayChanged: t.withAuth({ anyScope: ["read", "tracking:write"] }).field({
    type: DaySummaryType,
    description:
      "Sends a day of the viewer whenever one of its numbers changes. Without the scope `read`, only today and yesterday are allowed.",
    args: {
      date: t.arg({ type: "Date", description: "Left out: the date on which the subscription begins." }),
    },
    subscribe: (_root, { date }, { db, now, pubsub, viewer }) => {
      const { user } = viewer;
      const chosen = shownDate(viewer, date, now(), user.timezone);
      const read = async (): Promise<Day | undefined> => {
        const [day] = await readDays(db.pool, user.id, user.timezone, [chosen]);
        return day && { ...day, userId: user.id, ownTargetMs: user.targetMs };
      };
      // The first reading is not sent: later readings are compared with it.
      let told: string | null = null;
      const signals = startingWith(
        async () => "changed" as const,
        pubsub.subscribe(trackingChanged(viewer.userId)),
      );
      return mapped(signals, async () => {
        const day = await read();
        const numbers = JSON.stringify(day);
        const changed = told !== null && numbers !== told;
        told = numbers;
        return changed ? day : undefined;
      });
    },
    resolve: (day) => day,
  }),
}));
