import { z } from "zod";
import { addressKey } from "../../platform/address-key.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { Busy } from "../../platform/failures.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import { MAIL_REQUESTS } from "../rate-limits.ts";
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
    "Logs in with address and password. From the third failure on each try waits, at the fifth the account is locked for 15 minutes for this address. A guest's things move into the account, once; of two running sessions the one started later goes on.",
  access: "anybody",
  input: {
    description: "Who logs in.",
    argument: "Who logs in.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
      password: t.string({ required: true, description: "Its password." }),
      claimGuest: t.boolean({
        defaultValue: true,
        description: "Whether everything the browser's guest has made moves into the account.",
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

const NEW_PASSWORD = "By the rule of `RegisterInput.password`; none of the last five.";

mutation("changePassword", {
  description:
    "Changes the viewer's password, and ends every other login of theirs at once. Only a login may; no token.",
  access: { anyScope: ["write"] },
  input: {
    description: "The password that holds and the one that shall.",
    argument: "Both passwords.",
    fields: (t) => ({
      currentPassword: t.string({ required: true, description: "The one that holds." }),
      newPassword: t.string({ required: true, description: NEW_PASSWORD }),
    }),
  },
  errors: [InvalidInputError, ...LOGIN_REFUSALS],
  resolve: async ({ currentPassword, newPassword }, context) => {
    onlyCredentialOperation(context);
    return { user: await changePassword(context, currentPassword, newPassword) };
  },
  payload: {
    description: "The new password holds.",
    fields: (t) => ({ user: t.expose("user", { type: UserType, description: "Whose it is." }) }),
  },
});

mutation("requestPasswordReset", {
  description:
    "Mails a link to choose a new password, which works once and for an hour. The answer is the same whether or not the address has an account. Limited by address (30 an hour), and to 3 mails an hour to one recipient.",
  access: "anybody",
  input: {
    description: "Whose password is forgotten.",
    argument: "Whose.",
    fields: (t) => ({
      email: t.string({ required: true, description: "The account's address, in any case." }),
    }),
  },
  errors: [InvalidInputError, MailIsOff, PasswordLoginOff],
  resolve: ({ email }, context) => {
    onlyCredentialOperation(context);
    context.rateLimiter.take(MAIL_REQUESTS, addressKey(context.client.address), context.now());
    requestPasswordReset(context, email);
    return { email };
  },
  payload: {
    description: "If the address has an account, a link is on its way to it.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address as it was given." }) }),
  },
});

mutation("resetPassword", {
  description:
    "Sets a new password by a mailed link, which is then used up. Ends every login of the account; log in with the new password.",
  access: "anybody",
  input: {
    description: "What the link carries, and the new password.",
    argument: "Link and password.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
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
    description: "The new password holds; every login has ended.",
    fields: (t) => ({
      email: t.exposeString("email", { description: "The account's address, to log in with." }),
    }),
  },
});
