import { viewerField } from "../accounts/user.graphql.ts";
import type { WorkSession } from "../generated/prisma/client.ts";
import { ownedKey, rowId } from "../platform/access.ts";
import { InvalidInputError } from "../platform/errors.ts";
import { Busy, NotFound, RestoreTooLate, VersionConflict } from "../platform/failures.ts";
import { notNull } from "../platform/input-issues.ts";
import {
  deletedId,
  expectedVersion,
  type InputFieldBuilder,
  type MutationPayload,
  mutation,
  whichOne,
} from "../platform/mutation.graphql.ts";
import {
  deleteSession,
  removeQuestion,
  reopenSession,
  restoreQuestion,
  restoreSession,
} from "./corrections.ts";
import { ReopenTooLate, SessionAlreadyActive } from "./errors.ts";
import "./errors.graphql.ts";
import { trackingContext } from "./context.ts";
import { QuestionType } from "./question.graphql.ts";
import { sessionModel } from "./session-model.ts";
import { WorkSessionType } from "./work-session.graphql.ts";

interface SessionAnswer {
  readonly session: WorkSession;
}

const sessionPayload = (description: string): MutationPayload<SessionAnswer> => ({
  description,
  fields: (t) => ({ session: t.expose("session", { type: WorkSessionType, description: "As it is now." }) }),
});

/** The input of a correction of a question: which one, and the version of its session. */
function correctedQuestion() {
  const { description, argument, fields } = whichOne(QuestionType, "question");
  return {
    description,
    argument,
    fields: (t: InputFieldBuilder) => ({
      ...fields(t),
      expectedVersion: expectedVersion(t, "session"),
    }),
    rules: { expectedVersion: notNull },
  };
}

mutation("reopenWorkSession", {
  description: "Takes an accidental EXIT back, within 60 seconds and while no other session is active.",
  access: { anyScope: ["TRACKING_WRITE"] },
  input: whichOne(WorkSessionType, "session"),
  errors: [ReopenTooLate, SessionAlreadyActive, NotFound, Busy],
  resolve: async ({ id }, context) => {
    const tracking = trackingContext(context, context.viewer.userId);
    return { session: sessionModel(await reopenSession(tracking, rowId(id.id))) };
  },
  payload: sessionPayload("The session continues as if its EXIT never happened."),
});

mutation("deleteWorkSession", {
  description:
    "Deletes a session with its questions; it can be restored for 30 days. Deleting it again changes nothing.",
  access: { anyScope: ["WRITE"] },
  input: whichOne(WorkSessionType, "session"),
  errors: [NotFound, Busy],
  resolve: async ({ id }, context) =>
    deleteSession(trackingContext(context, context.viewer.userId), rowId(id.id)),
  payload: deletedId(
    WorkSessionType,
    "The session is deleted; it can be restored for 30 days.",
    "Its global id.",
    (t) => ({ user: t.field(viewerField) }),
  ),
});

mutation("restoreWorkSession", {
  description: "Restores a deleted session, within 30 days.",
  access: { anyScope: ["WRITE"] },
  input: whichOne(WorkSessionType, "session"),
  errors: [RestoreTooLate, NotFound, Busy],
  resolve: async ({ id }, context) => {
    const tracking = trackingContext(context, context.viewer.userId);
    return { session: sessionModel(await restoreSession(tracking, rowId(id.id))) };
  },
  payload: sessionPayload("The session is back."),
});

const sessionNow = { type: WorkSessionType, description: "Its session as it is now." } as const;

mutation("deleteQuestion", {
  description:
    "Removes a question from its session's numbers; it can be restored. Removing it again changes nothing.",
  access: { anyScope: ["WRITE"] },
  input: correctedQuestion(),
  errors: [InvalidInputError, VersionConflict, NotFound, Busy],
  resolve: async ({ expectedVersion, id }, context) => {
    const tracking = trackingContext(context, context.viewer.userId);
    const row = await removeQuestion(tracking, rowId(id.id), expectedVersion ?? undefined);
    return { id: id.id, session: sessionModel(row) };
  },
  payload: {
    description: "The question no longer counts; later ones have moved up by one.",
    fields: (t) => ({
      deletedId: t.globalID({
        description: "Its global id.",
        resolve: ({ id }) => ({ id, type: QuestionType }),
      }),
      session: t.expose("session", sessionNow),
    }),
  },
});

mutation("restoreQuestion", {
  description:
    "Restores a removed question. One that an UNDO has passed over since is now part of the question taken back.",
  access: { anyScope: ["WRITE"] },
  input: correctedQuestion(),
  errors: [InvalidInputError, VersionConflict, NotFound, Busy],
  resolve: async ({ expectedVersion, id }, context) => {
    const tracking = trackingContext(context, context.viewer.userId);
    const row = await restoreQuestion(tracking, rowId(id.id), expectedVersion ?? undefined);
    const question = await context.db.prisma.question.findUnique({
      where: { userId_id: ownedKey(context.viewer, id.id) },
    });
    if (!question) throw new NotFound("This question");
    return { question, session: sessionModel(row) };
  },
  payload: {
    description: "The question counts again.",
    fields: (t) => ({
      question: t.expose("question", { type: QuestionType, description: "As it is now." }),
      session: t.expose("session", sessionNow),
    }),
  },
});
