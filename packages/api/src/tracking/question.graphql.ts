import { totalMs } from "@pacekeeper/domain/time/interval";
import type { Live } from "@pacekeeper/domain/tracking/live";
import type { WorkSession } from "../generated/prisma/client.ts";
import { builder } from "../platform/builder.ts";
import { seconds } from "../platform/lengths.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { connectionOf } from "../platform/paging/connection.graphql.ts";
import type { Listing } from "../platform/paging/listing.ts";
import { refusedAsPast } from "./days/shown-date.ts";
import { IntervalType } from "./pace.graphql.ts";
import { intervalsFromJson } from "./session-model.ts";

export const QuestionType = ownedNode("Question", {
  description: "A closed question: from its NEXT to the event that closed it.",
  anyScope: ["READ", "TRACKING_WRITE"],
  refusedById: ({ endedAt }, context) => refusedAsPast(endedAt, context),
  // Questions that were removed, or whose session was deleted, are not found.
  where: { removedAt: null, session: { deletedAt: null } },
  fields: (t) => ({
    index: t.exposeInt("index", { description: "1..n within its session, without gaps." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When its NEXT happened." }),
    endedAt: t.expose("endedAt", { type: "DateTime", description: "When it was closed." }),
    pauses: t.field({
      type: [IntervalType],
      description: "Its pauses, ascending, without overlap.",
      resolve: ({ pauses }) => intervalsFromJson(pauses),
    }),
    rawSeconds: t.float({ description: "End − start, in seconds.", resolve: ({ rawMs }) => seconds(rawMs) }),
    activeSeconds: t.float({
      description: "Raw − pauses, in seconds.",
      resolve: ({ activeMs }) => seconds(activeMs),
    }),
    targetSeconds: t.float({
      description: "The platform's estimate for it, else the session's target, in seconds.",
      resolve: ({ targetMs }) => seconds(targetMs),
    }),
    overTargetSeconds: t.float({
      description: "Active − target in seconds: negative when it was faster.",
      resolve: ({ activeMs, targetMs }) => seconds(activeMs - targetMs),
    }),
    removedAt: t.expose("removedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was removed from the numbers; null while it counts.",
    }),
  }),
});

/** The running question with its session. */
export interface RunningQuestion {
  readonly live: Live;
  readonly session: WorkSession;
}

export const CurrentQuestionType = builder.objectRef<RunningQuestion>("CurrentQuestion").implement({
  description: "The running question. Clients derive its ticking time from these facts and a clock.",
  fields: (t) => ({
    key: t.field({
      type: "UUID",
      description: "Distinguishes one running question from the next.",
      resolve: ({ live }) => live.current.id,
    }),
    index: t.int({
      description: "The number it will have when it closes.",
      resolve: ({ session }) => session.questionCount + 1,
    }),
    startedAt: t.field({
      type: "DateTime",
      description: "When it began.",
      resolve: ({ live }) => live.current.startedAt,
    }),
    pauses: t.field({
      type: [IntervalType],
      description: "Its ended pauses; an open one is the session's `pausedAt`.",
      resolve: ({ live }) => [...live.current.pauses],
    }),
    pausedSeconds: t.float({
      description: "The sum of the ended pauses, in seconds.",
      resolve: ({ live }) => seconds(totalMs(live.current.pauses)),
    }),
    targetSeconds: t.float({
      description: "The platform's estimate for it, else the session's target, in seconds.",
      resolve: ({ live, session }) => seconds(live.current.estimateMs ?? session.targetMs),
    }),
  }),
});

export const QuestionConnection = connectionOf("Question", QuestionType);

/** A session's questions, in order. */
export const QUESTIONS: Listing = {
  name: "questions",
  columns: [{ field: "startedAt", kind: "instant", direction: "asc" }],
};
