import { queryFromInfo } from "@pothos/plugin-prisma";
import { builder } from "../platform/builder.ts";
import { batched } from "../platform/graphql/batched.ts";
import { secondsOrNull } from "../platform/lengths.ts";
import { ownedNode } from "../platform/owned-node.graphql.ts";
import { connectionOf } from "../platform/paging/connection.graphql.ts";
import type { Listing } from "../platform/paging/listing.ts";
import { refusedAsPast } from "./days/shown-date.ts";
import { QuestionType } from "./question.graphql.ts";

export const TrackerEventTypeEnum = builder.enumType("TrackerEventType", {
  description:
    "What drives or corrects a session. Clients send NEXT, PAUSE, UNDO and EXIT; the others appear only in responses.",
  values: {
    NEXT: {
      description: "Closes the running question and starts the next; opens a session when none is active.",
    },
    PAUSE: { description: "Pauses, or ends the pause." },
    UNDO: { description: "Takes the last closed question back: it runs again from its own start." },
    EXIT: { description: "Closes the running question and ends the session." },
    REOPEN: { description: "An EXIT was taken back (`reopenWorkSession`)." },
    REMOVE_QUESTION: { description: "A question was removed from the numbers (`deleteQuestion`)." },
    RESTORE_QUESTION: { description: "A removed question was restored (`restoreQuestion`)." },
  },
});

const questionOf = batched(({ prisma }, userId, ids, query) =>
  prisma.question.findMany({ ...query, where: { userId, id: { in: ids }, session: { deletedAt: null } } }),
);

export const TrackerEventNode = ownedNode("TrackerEvent", {
  description: "An entry of a session's log, which only grows.",
  anyScope: ["READ", "TRACKING_WRITE"],
  refusedById: ({ occurredAt }, context) => refusedAsPast(occurredAt, context),
  where: { session: { deletedAt: null } },
  fields: (t) => ({
    type: t.expose("type", { type: TrackerEventTypeEnum, description: "What happened." }),
    occurredAt: t.expose("occurredAt", {
      type: "DateTime",
      description: "When it happened by the server's clock: the claimed time, corrected and kept in order.",
    }),
    claimedAt: t.field({
      type: "DateTime",
      description:
        "When it happened by the client's clock; if the client gave no time, when the server received it.",
      resolve: ({ claimedAt, receivedAt }) => claimedAt ?? receivedAt,
    }),
    receivedAt: t.expose("receivedAt", { type: "DateTime", description: "When the server received it." }),
    isClockAdjusted: t.exposeBoolean("clockAdjusted", {
      description: "Whether the claimed time was corrected or moved by more than a second.",
    }),
    estimatedSeconds: t.float({
      nullable: true,
      description:
        "The platform's estimate for the question that a NEXT began, in seconds; null: none was sent.",
      resolve: ({ estimateMs }) => secondsOrNull(estimateMs),
    }),
    question: t.field({
      type: QuestionType,
      nullable: true,
      description:
        "The closed question that a NEXT began, or that was removed or restored. Null for other events, and while the question runs or after an UNDO took it back.",
      resolve: ({ id, questionId, type }, _args, context, info) => {
        const about = type === "NEXT" ? id : questionId;
        return about === null ? null : questionOf(context, about, queryFromInfo({ context, info }));
      },
    }),
    clientEventId: t.expose("clientEventId", {
      type: "UUID",
      description: "Its idempotency key; made by the server if the client gave none.",
    }),
  }),
});

export const TrackerEventConnection = connectionOf("TrackerEvent", TrackerEventNode);

/** A session's log, in order. */
export const EVENTS: Listing = {
  name: "events",
  columns: [{ field: "position", kind: "int", direction: "asc" }],
};
