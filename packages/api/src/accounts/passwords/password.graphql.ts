import { z } from "zod";
import { InvalidInputError } from "../../platform/errors.ts";
import { Busy } from "../../platform/failures.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import "../errors.graphql.ts";
import { LinkExpired, MailIsOff, PasswordLoginOff } from "../errors.ts";
import { LoginPayload } from "../logins/login.graphql.ts";
import { UserType } from "../user.graphql.ts";
import { onlyCredentialOperation } from "./credential-operations.ts";
import { changePassword, requestPasswordReset, resetPassword } from "./password-change.ts";
import { passwordLogin } from "./password-login.ts";
import { LOGIN_REFUSALS } from "./password-proof.ts";

mutation("login", {
  description:
    "Logs in with address and password. From the third failure on, each try must wait; after the fifth, the account is locked for 15 minutes for this address. A guest's data moves into the account, once; of two running sessions, the one started later continues.",
  access: "anybody",
  input: {
    description: "The credentials.",
    argument: "The credentials.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
      password: t.string({ required: true, description: "The account's password." }),
      claimGuest: t.boolean({
        defaultValue: true,
        description: "Whether the data of the browser's guest moves into the account.",
      }),
    }),
  },
  errors: [...LOGIN_REFUSALS],
  resolve: ({ claimGuest, email, password }, context) => {
    onlyCredentialOperation(context);
    return passwordLogin(context, { email, password, claimGuest: claimGuest ?? true });
  },
  payload: LoginPayload,
});

const NEW_PASSWORD = "Same rule as `RegisterInput.password`; not one of the last five.";

mutation("changePassword", {
  description: "Changes the viewer's password, and ends all their other logins at once.",
  access: { login: true },
  input: {
    description: "The current and the new password.",
    argument: "Both passwords.",
    fields: (t) => ({
      currentPassword: t.string({ required: true, description: "The current password." }),
      newPassword: t.string({ required: true, description: NEW_PASSWORD }),
    }),
  },
  errors: [InvalidInputError, ...LOGIN_REFUSALS],
  resolve: async ({ currentPassword, newPassword }, context) => {
    onlyCredentialOperation(context);
    return { user: await changePassword(context, currentPassword, newPassword) };
  },
  payload: {
    description: "The password was changed.",
    fields: (t) => ({ user: t.expose("user", { type: UserType, description: "The account." }) }),
  },
});

mutation("requestPasswordReset", {
  description:
    "Mails a link to choose a new password; it works once and for an hour. The answer is the same whether or not the address has an account. Limited by network address: 30 requests an hour, of which 3 to one recipient are sent.",
  access: "anybody",
  input: {
    description: "The account whose password is forgotten.",
    argument: "The account.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
    }),
  },
  errors: [InvalidInputError, MailIsOff, PasswordLoginOff],
  resolve: async ({ email }, context) => {
    onlyCredentialOperation(context);
    await requestPasswordReset(context, email);
    return { email };
  },
  payload: {
    description: "If the address has an account, a link was sent to it.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address as given." }) }),
  },
});

mutation("resetPassword", {
  description:
    "Sets a new password with a mailed link, which works once. Ends all logins of the account; log in with the new password.",
  access: "anybody",
  input: {
    description: "The link's token and the new password.",
    argument: "Link and password.",
    fields: (t) => ({
      token: t.string({ required: true, description: "The part of the link after the `#`." }),
      newPassword: t.string({ required: true, description: NEW_PASSWORD }),
    }),
    rules: { token: z.string().max(200) },
  },
  errors: [InvalidInputError, LinkExpired, Busy, PasswordLoginOff],
  resolve: async ({ newPassword, token }, context) => {
    onlyCredentialOperation(context);
    return { email: await resetPassword(context, token, newPassword) };
  },
  payload: {
    description: "The password was changed; all logins have ended.",
    fields: (t) => ({
      email: t.exposeString("email", { description: "The account's address, to log in with." }),
    }),
  },
});
