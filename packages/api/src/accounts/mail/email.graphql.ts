import { z } from "zod";
import { InvalidInputError } from "../../platform/errors.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import "../errors.graphql.ts";
import { EmailTaken, LinkExpired, MailIsOff } from "../errors.ts";
import { onlyCredentialOperation } from "../passwords/credential-operations.ts";
import { LOGIN_REFUSALS } from "../passwords/password-proof.ts";
import { UserType } from "../user.graphql.ts";
import { changeEmail, confirmEmail, requestEmailConfirmation } from "./email-change.ts";

mutation("changeEmail", {
  description:
    "Changes the viewer's address: at once where the server sends no mail, else by a link to the new one. Only a login may; no token.",
  access: { anyScope: ["write"] },
  input: {
    description: "The address that shall hold.",
    argument: "Password and address.",
    fields: (t) => ({
      currentPassword: t.string({ required: true, description: "The account's password." }),
      newEmail: t.string({ required: true, description: "By the rule of `RegisterInput.email`." }),
    }),
  },
  errors: [InvalidInputError, EmailTaken, ...LOGIN_REFUSALS],
  resolve: ({ currentPassword, newEmail }, context) => {
    onlyCredentialOperation(context);
    return changeEmail(context, currentPassword, newEmail);
  },
  payload: {
    description: "The address has changed, or a link that changes it is on its way.",
    fields: (t) => ({
      user: t.expose("user", { type: UserType, description: "Whose it is." }),
      confirmationSentTo: t.exposeString("confirmationSentTo", {
        nullable: true,
        description:
          "Where a link was sent that has to be opened first; the same whether or not the address has an account. Null: the address has changed.",
      }),
    }),
  },
});

mutation("requestEmailConfirmation", {
  description:
    "Mails a link that proves the viewer's address, which works once and for an hour. Limited by address (30 an hour), and to 3 mails an hour to one recipient.",
  access: { anyScope: ["write"] },
  errors: [MailIsOff],
  resolve: async (_input, context) => ({ email: await requestEmailConfirmation(context) }),
  payload: {
    description: "A link is on its way.",
    fields: (t) => ({ email: t.exposeString("email", { description: "Where to." }) }),
  },
});

mutation("confirmEmail", {
  description: "Takes the address whose mailed link was opened for the account's. The link is then used up.",
  access: "anybody",
  input: {
    description: "What the link carries.",
    argument: "The link.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
    }),
    rules: { token: z.string().max(200) },
  },
  errors: [InvalidInputError, LinkExpired, EmailTaken],
  resolve: async ({ token }, context) => {
    onlyCredentialOperation(context);
    return { email: await confirmEmail(context, token) };
  },
  payload: {
    description: "The address is proven, and the account's.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address." }) }),
  },
});
