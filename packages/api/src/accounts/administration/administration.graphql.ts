import { z } from "zod";
import { ownedKey, rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import { NotFound } from "../errors.ts";
import { issuedResetLink, type ResetLink } from "../passwords/reset-links.ts";
import { type CreatedInvite, createInvite, revokeInvite } from "../registration/invites.ts";
import { UserType } from "../user.graphql.ts";

const InviteType = builder.prismaNode("Invite", {
  // Not there is an answer, not a fault.
  nullable: true,
  description: "Lets one person register. Its code was told once.",
  id: { field: "id", description: "The global id." },
  authScopes: { anyScope: ["read"] },
  findUnique: (id, { viewer }) => ({ userId_id: ownedKey(viewer, id) }),
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
const CreateInviteInput = builder
  .inputType("CreateInviteInput", {
    description: "How long the invitation holds.",
    fields: (t) => ({ days: t.int({ defaultValue: 7, description: "1–90 days." }) }),
  })
  .validate(z.object({ days: z.number().int(daysRule).min(1, daysRule).max(90, daysRule).nullish() }));

const CreateInvitePayload = builder.objectRef<CreatedInvite>("CreateInvitePayload").implement({
  description: "The invitation made.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "The code, told this once: `RegisterInput.inviteCode`." }),
    invite: t.field({
      type: InviteType,
      description: "What is kept of it.",
      resolve: ({ invite }) => invite,
    }),
  }),
});

const RevokeInviteInput = builder.inputType("RevokeInviteInput", {
  description: "Which invitation.",
  fields: (t) => ({
    id: t.globalID({ required: true, for: InviteType, description: "The invitation's global id." }),
  }),
});

const RevokeInvitePayload = builder.objectRef<{ deletedId: string }>("RevokeInvitePayload").implement({
  description: "The invitation is gone.",
  fields: (t) => ({
    deletedId: t.globalID({
      description: "The global id it had.",
      resolve: ({ deletedId }) => ({ id: deletedId, type: InviteType }),
    }),
  }),
});

const CreatePasswordResetLinkInput = builder.inputType("CreatePasswordResetLinkInput", {
  description: "For whom.",
  fields: (t) => ({
    email: t.string({ required: true, description: "The account's address, in any case." }),
  }),
});

const CreatePasswordResetLinkPayload = builder
  .objectRef<ResetLink>("CreatePasswordResetLinkPayload")
  .implement({
    description: "A link to hand over.",
    fields: (t) => ({
      token: t.exposeString("token", { description: "What `resetPassword` takes, told this once." }),
      expiresAt: t.expose("expiresAt", { type: "DateTime", description: "Until when it works, once." }),
    }),
  });

builder.mutationFields((t) => ({
  createInvite: t.withAuth({ admin: true }).field({
    type: CreateInvitePayload,
    errors: { types: [InvalidInputError] },
    description: "Makes an invitation for one person. For administrators at their own screen.",
    args: { input: t.arg({ type: CreateInviteInput, required: true, description: "How long it holds." }) },
    resolve: (_root, { input }, context) => createInvite(context, context.viewer.userId, input.days ?? 7),
  }),
  revokeInvite: t.withAuth({ admin: true }).field({
    type: RevokeInvitePayload,
    errors: { types: [NotFound] },
    description: "Takes an invitation back that nobody has used. For administrators at their own screen.",
    args: { input: t.arg({ type: RevokeInviteInput, required: true, description: "Which one." }) },
    resolve: async (_root, { input }, context) => {
      return { deletedId: await revokeInvite(context, context.viewer.userId, rowId(input.id.id)) };
    },
  }),
  createPasswordResetLink: t.withAuth({ admin: true }).field({
    type: CreatePasswordResetLinkPayload,
    errors: { types: [NotFound] },
    description:
      "Makes a link with which somebody chooses a new password, to hand over where no mail is sent; noted in their audit log. For administrators at their own screen.",
    args: {
      input: t.arg({ type: CreatePasswordResetLinkInput, required: true, description: "For whom." }),
    },
    resolve: (_root, { input }, context) => issuedResetLink(context, input.email),
  }),
}));
