import { z } from "zod";
import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { NotFound } from "../../platform/failures.ts";
import { deletedId, mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import "../errors.graphql.ts";
import { handOutResetLink } from "../passwords/reset-links.ts";
import { createInvite, revokeInvite } from "../registration/invites.ts";
import { UserType } from "../user.graphql.ts";

const InviteType = ownedNode("Invite", {
  description: "Lets one person register. Its code was told once.",
  anyScope: ["read"],
  fields: (t) => ({
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was made." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when it may be used." }),
    usedAt: t.expose("usedAt", {
      type: "DateTime",
      nullable: true,
      description: "When somebody registered with it; null while it may be used.",
    }),
  }),
});

builder.prismaObjectField(UserType, "invites", (t) =>
  t.relation("invites", {
    description: "Invitations the viewer made, newest first; at most 100.",
    query: { orderBy: { id: "desc" }, take: 100 },
  }),
);

const daysRule = "A whole number of days from 1 to 90.";

mutation("createInvite", {
  description: "Makes an invitation for one person. For administrators at their own screen.",
  access: { admin: true },
  input: {
    description: "How long the invitation holds.",
    argument: "How long it holds.",
    fields: (t) => ({ days: t.int({ defaultValue: 7, description: "1–90 days." }) }),
    rules: { days: z.number().int(daysRule).min(1, daysRule).max(90, daysRule).nullish() },
  },
  errors: [InvalidInputError],
  resolve: ({ days }, context) => createInvite(context, context.viewer.userId, days ?? 7),
  payload: {
    description: "The invitation made.",
    fields: (t) => ({
      code: t.exposeString("code", { description: "The code, told this once: `RegisterInput.inviteCode`." }),
      invite: t.expose("invite", { type: InviteType, description: "What is kept of it." }),
    }),
  },
});

mutation("revokeInvite", {
  description: "Takes an invitation back that nobody has used. For administrators at their own screen.",
  access: { admin: true },
  input: whichOne(InviteType, "invitation"),
  errors: [NotFound],
  resolve: async ({ id }, context) => ({
    id: await revokeInvite(context, context.viewer.userId, rowId(id.id)),
  }),
  payload: deletedId(InviteType, "The invitation is gone.", "The global id it had."),
});

mutation("createPasswordResetLink", {
  description:
    "Makes a link with which somebody chooses a new password, to hand over where no mail is sent; noted in their audit log. For administrators at their own screen.",
  access: { admin: true },
  input: {
    description: "For whom.",
    argument: "For whom.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
    }),
  },
  errors: [NotFound],
  resolve: ({ email }, context) => handOutResetLink(context, email),
  payload: {
    description: "A link to hand over.",
    fields: (t) => ({
      token: t.exposeString("token", { description: "What `resetPassword` takes, told this once." }),
      expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when it works, once." }),
    }),
  },
});
