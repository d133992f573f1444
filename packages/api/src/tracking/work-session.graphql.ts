import { paceOf } from "@pacekeeper/domain/tracking/pace";
import { builder } from "../platform/builder.ts";
import { seconds, secondsOrNull } from "../platform/lengths.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { connectionOf, readPage } from "../platform/paging/connection.graphql.ts";
import { BACK_REFERENCE_COST } from "../platform/paging/page-size.ts";
import { refusedAsPast } from "./days/shown-date.ts";
import { EVENTS, TrackerEventConnection, TrackerEventNode } from "./event.graphql.ts";
import { averageActiveMs, averageTargetMs, PaceType } from "./pace.graphql.ts";
import { CurrentQuestionType, QUESTIONS, QuestionConnection, QuestionType } from "./question.graphql.ts";
import "./scopes.ts";
import { endOf, runningQuestion, totalsOfSession } from "./session-model.ts";

/** Nobody looks through more of them. */
const MOST_REMOVED = 100;

const SessionEndReason = builder.enumType("SessionEndReason", {
  description: "How a session ended.",
  values: {
    EXIT: { description: "By its EXIT." },
    ABANDONED: {
      description:
        "By hours without an event, at its last event. The question that was running is not counted.",
    },
  },
});

export const WorkSessionType = ownedNode("WorkSession", {
  isVersioned: true,
  description: "One sitting of rating work, in which questions follow each other without gaps.",
  anyScope: ["READ", "TRACKING_WRITE"],
  refusedById: ({ lastEventAt }, context) => refusedAsPast(lastEventAt, context),
  where: { deletedAt: null },
  fields: (t) => ({
    key: t.expose("key", {
      type: "UUID",
      description: "The clientEventId of the NEXT that opened it: its name in events.",
    }),
    version: t.exposeInt("version", {
      description: "Grows with every change: the higher one is newer.",
    }),
    timezone: t.exposeString("timezone", { description: "The person's IANA zone when it was opened." }),
    startedAt: t.expose("startedAt", { type: "DateTime", description: "When its first question began." }),
    lastEventAt: t.expose("lastEventAt", { type: "DateTime", description: "When its last event happened." }),
    endedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it ended; null while it is active.",
      resolve: (session, _args, { now }) => endOf(session, now())?.endedAt ?? null,
    }),
    endReason: t.field({
      type: SessionEndReason,
      nullable: true,
      description: "How it ended; null while it is active.",
      resolve: (session, _args, { now }) => endOf(session, now())?.reason ?? null,
    }),
    isActive: t.boolean({
      description: "Whether it is active.",
      resolve: (session, _args, { now }) => runningQuestion(session, now()) !== null,
    }),
    isPaused: t.boolean({
      description: "Whether it is active and paused.",
      resolve: (session, _args, { now }) => (runningQuestion(session, now())?.pausedAt ?? null) !== null,
    }),
    pausedAt: t.field({
      type: "DateTime",
      nullable: true,
      description: "When it was paused; null while it is running or over.",
      resolve: (session, _args, { now }) => runningQuestion(session, now())?.pausedAt ?? null,
    }),
    targetSeconds: t.float({
      description: "The person's target per question when it was opened, in seconds.",
      resolve: ({ targetMs }) => seconds(targetMs),
    }),
    abandonAfterHours: t.exposeInt("abandonAfterHours", {
      description: "Hours without an event after which it counts as abandoned, as set when it was opened.",
    }),
    currentQuestion: t.field({
      type: CurrentQuestionType,
      nullable: true,
      description: "The running question; null when the session is over.",
      resolve: (session, _args, { now }) => {
        const live = runningQuestion(session, now());
        return live && { live, session };
      },
    }),
    questionCount: t.exposeInt("questionCount", { description: "Closed questions that count." }),
    rawSeconds: t.float({
      description: "The sum of their raw times, in seconds.",
      resolve: ({ rawMs }) => seconds(rawMs),
    }),
    activeSeconds: t.float({
      description: "The sum of their active times, in seconds.",
      resolve: ({ activeMs }) => seconds(activeMs),
    }),
    averageActiveSeconds: t.float({
      nullable: true,
      description: "Active seconds per question; null without questions.",
      resolve: (session) => secondsOrNull(averageActiveMs(totalsOfSession(session))),
    }),
    averageTargetSeconds: t.float({
      description: "Target seconds per question; the session's own target without questions.",
      resolve: (session) => seconds(averageTargetMs(totalsOfSession(session), session.targetMs)),
    }),
    pace: t.field({
      type: PaceType,
      description: "The pace of its closed questions.",
      resolve: (session) => paceOf(totalsOfSession(session)),
    }),
    questions: t.connection(
      {
        type: QuestionType,
        description: "Closed questions that count, in order.",
        resolve: ({ id, userId }, page, context, info) => {
          const where = { userId, sessionId: id, removedAt: null };
          return readPage(QUESTIONS, { rows: context.db.prisma.question, where }, page, context, info);
        },
      },
      QuestionConnection,
    ),
    removedQuestions: t.relation("questions", {
      type: QuestionType,
      description: `Questions removed from the numbers, in order of time, at most the latest ${MOST_REMOVED}; each can be restored until an UNDO passes over it.`,
      query: { where: { removedAt: { not: null } }, orderBy: { startedAt: "asc" }, take: -MOST_REMOVED },
    }),
    events: t.connection(
      {
        type: TrackerEventNode,
        description: "Its log, in order.",
        resolve: ({ id, userId }, page, context, info) => {
          const where = { userId, sessionId: id };
          return readPage(EVENTS, { rows: context.db.prisma.trackerEvent, where }, page, context, info);
        },
      },
      TrackerEventConnection,
    ),
    serverTime: t.field({
      type: "DateTime",
      description:
        "The server's clock at the response; the difference from the client's own clock is its offset.",
      resolve: (_session, _args, { now }) => now(),
    }),
  }),
});

builder.prismaObjectField(QuestionType, "session", (t) =>
  t.relation("session", {
    complexity: BACK_REFERENCE_COST,
    description: "The session that it belongs to.",
  }),
);

builder.prismaObjectField(TrackerEventNode, "session", (t) =>
  t.relation("session", {
    complexity: BACK_REFERENCE_COST,
    description: "The session whose log it is in.",
  }),
);

export const WorkSessionConnection = connectionOf("WorkSession", WorkSessionType);
