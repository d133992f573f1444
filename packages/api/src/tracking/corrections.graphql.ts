import { Busy, NotFound } from "../accounts/errors.ts";
import "../accounts/errors.graphql.ts";
import type { Question, WorkSession } from "../generated/prisma/client.ts";
import { ownedKey, rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import {
  deleteSession,
  removeQuestion,
  reopenSession,
  restoreQuestion,
  restoreSession,
} from "./corrections.ts";
import { ReopenTooLate, RestoreTooLate, SessionAlreadyActive } from "./errors.ts";
import "./errors.graphql.ts";
import { QuestionType } from "./question.graphql.ts";
import { sessionModel } from "./session-model.ts";
import { trackingContext } from "./tracking-topics.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

interface SessionAnswer {
  readonly session: WorkSession;
}

function sessionInput(name: string) {
  return builder.inputType(name, {
    description: "Which session.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: WorkSessionType, description: "The session's global id." }),
    }),
  });
}

function questionInput(name: string) {
  return builder.inputType(name, {
    description: "Which question.",
    fields: (t) => ({
      id: t.globalID({ required: true, for: QuestionType, description: "The question's global id." }),
    }),
  });
}

function sessionPayload(name: string, description: string) {
  return builder.objectRef<SessionAnswer>(name).implement({
    description,
    fields: (t) => ({
      session: t.field({
        type: WorkSessionType,
        description: "As it is now.",
        resolve: ({ session }) => session,
      }),
    }),
  });
}

const DeleteWorkSessionPayload = builder.objectRef<{ id: string }>("DeleteWorkSessionPayload").implement({
  description: "The session is deleted; it can be restored for 30 days.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "Its global id.",
      resolve: ({ id }) => ({ id, type: WorkSessionType }),
    }),
  }),
});

const DeleteQuestionPayload = builder
  .objectRef<SessionAnswer & { id: string }>("DeleteQuestionPayload")
  .implement({
    description: "The question counts no more; later ones have moved up by one.",
    fields: (t) => ({
      deletedId: t.globalID({
        description: "Its global id.",
        resolve: ({ id }) => ({ id, type: QuestionType }),
      }),
      session: t.field({
        type: WorkSessionType,
        description: "Its session now.",
        resolve: ({ session }) => session,
      }),
    }),
  });

const RestoreQuestionPayload = builder
  .objectRef<SessionAnswer & { question: Question }>("RestoreQuestionPayload")
  .implement({
    description: "The question counts again.",
    fields: (t) => ({
      question: t.field({
        type: QuestionType,
        description: "As it is now.",
        resolve: ({ question }) => question,
      }),
      session: t.field({
        type: WorkSessionType,
        description: "Its session now.",
        resolve: ({ session }) => session,
      }),
    }),
  });

const what = { required: true, description: "Which one." } as const;
const ReopenWorkSessionInput = sessionInput("ReopenWorkSessionInput");
const DeleteWorkSessionInput = sessionInput("DeleteWorkSessionInput");
const RestoreWorkSessionInput = sessionInput("RestoreWorkSessionInput");
const DeleteQuestionInput = questionInput("DeleteQuestionInput");
const RestoreQuestionInput = questionInput("RestoreQuestionInput");
const ReopenWorkSessionPayload = sessionPayload(
  "ReopenWorkSessionPayload",
  "The session goes on as if its EXIT had not been.",
);
const RestoreWorkSessionPayload = sessionPayload("RestoreWorkSessionPayload", "The session is back.");

builder.mutationFields((t) => ({
  reopenWorkSession: t.withAuth({ anyScope: ["tracking:write"] }).field({
    type: ReopenWorkSessionPayload,
    errors: { types: [ReopenTooLate, SessionAlreadyActive, NotFound, Busy] },
    description:
      "Takes an accidental EXIT back, within 60 seconds of it and while no other session is active.",
    args: { input: t.arg({ type: ReopenWorkSessionInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const tracking = trackingContext(context, context.viewer.userId);
      return { session: sessionModel(await reopenSession(tracking, rowId(input.id.id))) };
    },
  }),
  deleteWorkSession: t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteWorkSessionPayload,
    errors: { types: [NotFound, Busy] },
    description:
      "Deletes a session with its questions; it can be restored for 30 days. Deleting it again changes nothing.",
    args: { input: t.arg({ type: DeleteWorkSessionInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const { id } = await deleteSession(trackingContext(context, context.viewer.userId), rowId(input.id.id));
      return { id };
    },
  }),
  restoreWorkSession: t.withAuth({ anyScope: ["write"] }).field({
    type: RestoreWorkSessionPayload,
    errors: { types: [RestoreTooLate, NotFound, Busy] },
    description: "Brings a deleted session back, within 30 days.",
    args: { input: t.arg({ type: RestoreWorkSessionInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const tracking = trackingContext(context, context.viewer.userId);
      return { session: sessionModel(await restoreSession(tracking, rowId(input.id.id))) };
    },
  }),
  deleteQuestion: t.withAuth({ anyScope: ["write"] }).field({
    type: DeleteQuestionPayload,
    errors: { types: [NotFound, Busy] },
    description:
      "Takes a question out of its session's numbers; it can be restored. Doing it again changes nothing.",
    args: { input: t.arg({ type: DeleteQuestionInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const row = await removeQuestion(trackingContext(context, context.viewer.userId), rowId(input.id.id));
      return { id: input.id.id, session: sessionModel(row) };
    },
  }),
  restoreQuestion: t.withAuth({ anyScope: ["write"] }).field({
    type: RestoreQuestionPayload,
    errors: { types: [NotFound, Busy] },
    description:
      "Puts a removed question back. One that an UNDO has passed over meanwhile is part of the question taken back.",
    args: { input: t.arg({ type: RestoreQuestionInput, ...what }) },
    resolve: async (_root, { input }, context) => {
      const row = await restoreQuestion(trackingContext(context, context.viewer.userId), rowId(input.id.id));
      const question = await context.db.prisma.question.findUnique({
        where: { userId_id: ownedKey(context.viewer, input.id.id) },
      });
      if (!question) throw new NotFound("This question");
      return { question, session: sessionModel(row) };
    },
  }),
}));
