import { EARLIEST } from "@pacekeeper/domain/tracking/event-time";
import { z } from "zod";
import { ownedKey } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import { type InputIssue, InvalidInputError } from "../platform/errors.ts";
import { QuotaExceeded } from "../platform/failures.ts";
import { newId } from "../platform/ids.ts";
import { mutation } from "../platform/mutation.graphql.ts";
import { EVENT_REFUSALS } from "./errors.ts";
import "./errors.graphql.ts";
import { pressContext } from "./context.ts";
import { TrackerEventNode, TrackerEventTypeEnum } from "./event.graphql.ts";
import type { EventInput } from "./event-input.ts";
import { QuestionType } from "./question.graphql.ts";
import { type RecordedEvent, recordEvent, recordEvents } from "./record-event.ts";
import { eventModel, questionModel, sessionModel } from "./session-model.ts";
import { activeSession } from "./sessions.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

const RecordEventPayload = builder.objectRef<RecordedEvent>("RecordEventPayload").implement({
  description: "What an event did.",
  isTypeOf: (value) => typeof value === "object" && value !== null && "replayed" in value,
  fields: (t) => ({
    event: t.field({
      type: TrackerEventNode,
      description: "The event as it is stored.",
      resolve: ({ event }) => eventModel(event),
    }),
    session: t.field({
      type: WorkSessionType,
      description: "Its session as it is now.",
      resolve: ({ session }) => sessionModel(session),
    }),
    closedQuestion: t.prismaField({
      type: QuestionType,
      nullable: true,
      description:
        "The question it closed; null when it closed none, or the question was taken back or removed since.",
      resolve: (query, { closed, closedQuestionId }, _args, { db, viewer }) => {
        if (closed) return questionModel(closed);
        if (closedQuestionId === null) return null;
        const where = { userId_id: ownedKey(viewer, closedQuestionId), removedAt: null };
        return db.prisma.question.findUnique({ ...query, where });
      },
    }),
    replayed: t.exposeBoolean("replayed", {
      description: "Whether it was stored before: then sending it again changed nothing.",
    }),
  }),
});

const RecordEventResult = builder.errorUnion("RecordEventResult", {
  description:
    "What an event did, or why it was refused; a refused event is not stored and its id stays free.",
  types: [RecordEventPayload, InvalidInputError, QuotaExceeded, ...EVENT_REFUSALS],
});

const RecordEventInput = mutation("recordEvent", {
  description: "Records one event. Idempotent by clientEventId.",
  access: { anyScope: ["TRACKING_WRITE"] },
  input: {
    description: "One press of NEXT, PAUSE, UNDO or EXIT.",
    argument: "The event.",
    fields: (t) => ({
      type: t.field({
        type: TrackerEventTypeEnum,
        required: true,
        description: "NEXT, PAUSE, UNDO or EXIT.",
      }),
      clientEventId: t.field({
        type: "UUID",
        description:
          "An idempotency key made by the client, so that retries are harmless; made by the server when omitted.",
      }),
      sessionKey: t.field({
        type: "UUID",
        description:
          "The key of the session; omitted: the active one. A NEXT that names its own clientEventId opens a new one.",
      }),
      occurredAt: t.field({
        type: "DateTime",
        description:
          "The client's clock when it happened; omitted: now. From 2000 on; a future time is moved to now.",
      }),
      sentAt: t.field({
        type: "DateTime",
        description: "The client's clock when it sends this, so that a wrong clock cancels out.",
      }),
      estimatedSeconds: t.float({
        description: "NEXT only: the platform's estimate for the question that now starts, 0 < s ≤ 86,400.",
      }),
    }),
  },
  resolve: async (input, context): Promise<RecordedEvent> => {
    const now = context.now();
    return recordEvent(await pressContext(context), readEvent(input, now), now);
  },
  payload: RecordEventResult,
});

const queueLength = "From 1 to 100 events.";

mutation("recordEvents", {
  description: "Records an offline queue in order; a refused event does not affect the others.",
  access: { anyScope: ["TRACKING_WRITE"] },
  input: {
    description: "An offline queue.",
    argument: "The queue.",
    fields: (t) => ({
      events: t.field({
        type: [RecordEventInput],
        required: true,
        description: "1–100 events, in order.",
      }),
    }),
    rules: { events: z.array(z.any()).min(1, queueLength).max(100, queueLength) },
  },
  errors: [InvalidInputError],
  resolve: async ({ events }, context) => {
    const { userId } = context.viewer;
    // All events have the same time of receipt: the client's own clock gives the time between them.
    const receivedAt = context.now();
    const read = events.map((event, position) => readQueued(event, receivedAt, position));
    const results = await recordEvents(await pressContext(context), read, receivedAt);
    return { results, userId };
  },
  payload: {
    description: "What each event of a queue did.",
    fields: (t) => ({
      results: t.expose("results", {
        type: [RecordEventResult],
        description: "One for each event, in the order they were sent.",
      }),
      session: t.field({
        type: WorkSessionType,
        nullable: true,
        description: "The active session after all of them; null when none is.",
        resolve: ({ userId }, _args, { db, now }) => activeSession(db.pool, userId, now()),
      }),
    }),
  },
});

type SentEvent = typeof RecordEventInput.$inferInput;

function readQueued(sent: SentEvent, now: number, position: number): EventInput | InvalidInputError {
  try {
    return readEvent(sent, now, ["events", String(position)]);
  } catch (error) {
    if (error instanceof InvalidInputError) return error;
    throw error;
  }
}

/** The client's input in the form that the service takes. @throws InvalidInputError with every issue at once */
function readEvent(sent: SentEvent, now: number, path: readonly string[] = []): EventInput {
  const { type, occurredAt, sentAt, estimatedSeconds } = sent;
  const issues: InputIssue[] = [];
  const refuse = (field: string, code: string, message: string) =>
    issues.push({ path: [...path, field], code, message });
  if (occurredAt && occurredAt.getTime() < EARLIEST)
    refuse("occurredAt", "TOO_EARLY", "From the year 2000 on.");
  if (sentAt && sentAt.getTime() < EARLIEST) refuse("sentAt", "TOO_EARLY", "From the year 2000 on.");
  if (estimatedSeconds != null && type !== "NEXT")
    refuse("estimatedSeconds", "NOT_ALLOWED", "Only a NEXT can have an estimate.");
  if (estimatedSeconds != null && !(estimatedSeconds > 0 && estimatedSeconds <= 86_400)) {
    const code = estimatedSeconds > 86_400 ? "TOO_BIG" : "TOO_SMALL";
    refuse("estimatedSeconds", code, "More than 0 and at most 86,400 seconds.");
  }
  if (type !== "NEXT" && type !== "PAUSE" && type !== "UNDO" && type !== "EXIT") {
    refuse("type", "UNKNOWN_VALUE", "NEXT, PAUSE, UNDO or EXIT; the others appear only in responses.");
    throw new InvalidInputError(issues);
  }
  if (issues.length > 0) throw new InvalidInputError(issues);
  return {
    type,
    clientEventId: sent.clientEventId ?? newId(now),
    sessionKey: sent.sessionKey ?? null,
    occurredAt: occurredAt?.getTime() ?? null,
    sentAt: sentAt?.getTime() ?? null,
    estimateMs: estimatedSeconds == null ? null : Math.max(1, Math.round(estimatedSeconds * 1000)),
  };
}
