import { z } from "zod";
import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { NotFound } from "../../platform/failures.ts";
import { deletedId, mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, readPage } from "../../platform/paging/connection.graphql.ts";
import { newestFirst } from "../../platform/paging/listing.ts";
import "../errors.graphql.ts";
import { handOutResetLink } from "../passwords/reset-links.ts";
import { createInvite, revokeInvite } from "../registration/invites.ts";
import { UserType } from "../user.graphql.ts";

const InviteType = ownedNode("Invite", {
  description: "Lets one person register. Its code is shown only once, when it is created.",
  anyScope: ["READ"],
  fields: (t) => ({
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was created." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When it expires." }),
    usedAt: t.expose("usedAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody registered with it; null while it is unused.",
    }),
  }),
});

const InviteConnection = connectionOf("Invite", InviteType);

builder.prismaObjectField(UserType, "invites", (t) =>
  t.connection(
    {
      type: InviteType,
      description: "Invitations that the person made, newest first.",
      resolve: ({ id }, page, context, info) => {
        const rows = context.db.prisma.invite;
        return readPage(newestFirst("invites"), { rows, where: { userId: id } }, page, context, info);
      },
    },
    InviteConnection,
  ),
);

const daysRule = "A whole number of days from 1 to 90.";

mutation("createInvite", {
  description: "Creates an invitation for one person.",
  access: { admin: true },
  input: {
    description: "How long the invitation is valid.",
    argument: "How long it is valid.",
    fields: (t) => ({ days: t.int({ defaultValue: 7, description: "1–90 days." }) }),
    rules: { days: z.number().int(daysRule).min(1, daysRule).max(90, daysRule).nullish() },
  },
  errors: [InvalidInputError],
  resolve: ({ days }, context) => createInvite(context, context.viewer.userId, days ?? 7),
  payload: {
    description: "The new invitation.",
    fields: (t) => ({
      code: t.exposeString("code", {
        description: "The code for `RegisterInput.inviteCode`, shown only this once.",
      }),
      invite: t.expose("invite", { type: InviteType, description: "The invitation without its code." }),
    }),
  },
});

mutation("revokeInvite", {
  description: "Revokes an unused invitation.",
  access: { admin: true },
  input: whichOne(InviteType, "invitation"),
  errors: [NotFound],
  resolve: async ({ id }, context) => ({
    id: await revokeInvite(context, context.viewer.userId, rowId(id.id)),
  }),
  payload: deletedId(
    InviteType,
    "The invitation is revoked and deleted.",
    "The global id of the deleted invitation.",
  ),
});

mutation("createPasswordResetLink", {
  description:
    "Creates a link for choosing a new password, to hand over where no mail is sent. Recorded in the account's audit log.",
  access: { admin: true },
  input: {
    description: "The account that needs a new password.",
    argument: "The account.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
    }),
  },
  errors: [NotFound],
  resolve: ({ email }, context) => handOutResetLink(context, email),
  payload: {
    description: "A link to hand over.",
    fields: (t) => ({
      token: t.exposeString("token", { description: "The token for `resetPassword`, shown only this once." }),
      expiresAt: t.expose("expiresAt", {
        type: "DateTime",
        description: "When the link expires; it works once.",
      }),
    }),
  },
});
