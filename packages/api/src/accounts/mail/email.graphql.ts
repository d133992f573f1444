import { z } from "zod";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import { EmailTaken, LinkExpired, MailIsOff } from "../errors.ts";
import { onlyCredentialOperation } from "../passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "../passwords/password-proof.ts";
import { UserType } from "../user.graphql.ts";
import { changeEmail, confirmEmail, type EmailChange, requestEmailConfirmation } from "./email-change.ts";

const ChangeEmailInput = builder.inputType("ChangeEmailInput", {
  description: "The address that shall hold.",
  fields: (t) => ({
    currentPassword: t.string({ required: true, description: "The account's password." }),
    newEmail: t.string({ required: true, description: "By the rule of `RegisterInput.email`." }),
  }),
});

const ChangeEmailPayload = builder.objectRef<EmailChange>("ChangeEmailPayload").implement({
  description: "The address has changed, or a link that changes it is on its way.",
  fields: (t) => ({
    user: t.field({ type: UserType, description: "Whose it is.", resolve: ({ user }) => user }),
    confirmationSentTo: t.exposeString("confirmationSentTo", {
      nullable: true,
      description:
        "Where a link was sent that has to be opened first; the same whether or not the address has an account. Null: the address has changed.",
    }),
  }),
});

builder.mutationField("changeEmail", (t) =>
  t.withAuth({ anyScope: ["write"] }).field({
    type: ChangeEmailPayload,
    errors: { types: [InvalidInputError, EmailTaken, ...LOGIN_REFUSALS] },
    description:
      "Changes the viewer's address: at once where the server sends no mail, else by a link to the new one. Only a login may; no token.",
    args: { input: t.arg({ type: ChangeEmailInput, required: true, description: "Password and address." }) },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return changeEmail(context, input.currentPassword, input.newEmail);
    },
  }),
);

const RequestEmailConfirmationPayload = builder
  .objectRef<{ email: string }>("RequestEmailConfirmationPayload")
  .implement({
    description: "A link is on its way.",
    fields: (t) => ({ email: t.exposeString("email", { description: "Where to." }) }),
  });

builder.mutationField("requestEmailConfirmation", (t) =>
  t.withAuth({ anyScope: ["write"] }).field({
    type: RequestEmailConfirmationPayload,
    errors: { types: [MailIsOff] },
    description:
      "Mails a link that proves the viewer's address, which works once and for an hour. Limited by address (30 an hour), and to 3 mails an hour to one recipient.",
    resolve: async (_root, _args, context) => ({ email: await requestEmailConfirmation(context) }),
  }),
);

const ConfirmEmailInput = builder
  .inputType("ConfirmEmailInput", {
    description: "What the link carries.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
    }),
  })
  .validate(z.object({ token: z.string().max(200) }));

const ConfirmEmailPayload = builder.objectRef<{ email: string }>("ConfirmEmailPayload").implement({
  description: "The address is proven, and the account's.",
  fields: (t) => ({ email: t.exposeString("email", { description: "The address." }) }),
});

builder.mutationField("confirmEmail", (t) =>
  t.field({
    type: ConfirmEmailPayload,
    errors: { types: [InvalidInputError, LinkExpired, EmailTaken] },
    description:
      "Takes the address whose mailed link was opened for the account's. The link is then used up.",
    args: { input: t.arg({ type: ConfirmEmailInput, required: true, description: "The link." }) },
    resolve: async (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return { email: await confirmEmail(context, input.token) };
    },
  }),
);
