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
    "Changes the viewer's address: at once where the server sends no mail, otherwise by a link mailed to the new address.",
  access: { login: true },
  input: {
    description: "The new address.",
    argument: "Password and address.",
    fields: (t) => ({
      currentPassword: t.string({ required: true, description: "The account's password." }),
      newEmail: t.string({ required: true, description: "Same rule as `RegisterInput.email`." }),
    }),
  },
  errors: [InvalidInputError, EmailTaken, ...LOGIN_REFUSALS],
  resolve: ({ currentPassword, newEmail }, context) => {
    onlyCredentialOperation(context);
    return changeEmail(context, currentPassword, newEmail);
  },
  payload: {
    description: "The address has changed, or a link that changes it was sent.",
    fields: (t) => ({
      user: t.expose("user", { type: UserType, description: "The account." }),
      confirmationSentTo: t.exposeString("confirmationSentTo", {
        nullable: true,
        description:
          "Where the confirmation link was sent; the same whether or not the address has an account. Null: the address has changed.",
      }),
    }),
  },
});

mutation("requestEmailConfirmation", {
  description:
    "Mails a link that confirms the viewer's address; it works once and for an hour. Limited by address (30 an hour), and to 3 mails an hour per recipient.",
  access: { login: true },
  errors: [MailIsOff],
  resolve: async (_input, context) => ({ email: await requestEmailConfirmation(context) }),
  payload: {
    description: "The link was sent.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address it was sent to." }) }),
  },
});

mutation("confirmEmail", {
  description: "Makes the address whose mailed link was opened the account's. The link works once.",
  access: "anybody",
  input: {
    description: "The mailed link's token.",
    argument: "The link.",
    fields: (t) => ({
      token: t.string({ required: true, description: "The part of the link after the `#`." }),
    }),
    rules: { token: z.string().max(200) },
  },
  errors: [InvalidInputError, LinkExpired, EmailTaken],
  resolve: async ({ token }, context) => {
    onlyCredentialOperation(context);
    return { email: await confirmEmail(context, token) };
  },
  payload: {
    description: "The address is confirmed and belongs to the account.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address." }) }),
  },
});
