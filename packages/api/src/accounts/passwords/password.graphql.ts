import { z } from "zod";
import type { User } from "../../generated/prisma/client.ts";
import { addressKey } from "../../platform/address-key.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import { Busy, LinkExpired, MailIsOff, PasswordLoginOff } from "../errors.ts";
import { LoginPayload } from "../logins/login.graphql.ts";
import { UserType } from "../user.graphql.ts";
import { onlyCredentialOperation } from "./credential-operations.ts";
import { changePassword, requestPasswordReset, resetPassword } from "./password-change.ts";
import { passwordLogin } from "./password-login.ts";
import { LOGIN_REFUSALS } from "./password-proof.ts";

const LoginInput = builder.inputType("LoginInput", {
  description: "Who logs in.",
  fields: (t) => ({
    email: t.string({ required: true, description: "The account's address, in any case." }),
    password: t.string({ required: true, description: "Its password." }),
    claimGuest: t.boolean({
      defaultValue: true,
      description: "Whether everything the browser's guest has made moves into the account.",
    }),
  }),
});

builder.mutationField("login", (t) =>
  t.field({
    type: LoginPayload,
    errors: { types: [...LOGIN_REFUSALS] },
    description:
      "Logs in with address and password. From the third failure on each try waits, at the fifth the account is locked for 15 minutes for this address. A guest's things move into the account, once; of two running sessions the one started later goes on.",
    args: { input: t.arg({ type: LoginInput, required: true, description: "Who logs in." }) },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      const { email, password, claimGuest } = input;
      return passwordLogin(context, { email, password, claimGuest: claimGuest ?? true });
    },
  }),
);

const NEW_PASSWORD = "By the rule of `RegisterInput.password`; none of the last five.";

const ChangePasswordInput = builder.inputType("ChangePasswordInput", {
  description: "The password that holds and the one that shall.",
  fields: (t) => ({
    currentPassword: t.string({ required: true, description: "The one that holds." }),
    newPassword: t.string({ required: true, description: NEW_PASSWORD }),
  }),
});

const ChangePasswordPayload = builder.objectRef<{ user: User }>("ChangePasswordPayload").implement({
  description: "The new password holds.",
  fields: (t) => ({
    user: t.field({ type: UserType, description: "Whose it is.", resolve: ({ user }) => user }),
  }),
});

builder.mutationField("changePassword", (t) =>
  t.withAuth({ anyScope: ["write"] }).field({
    type: ChangePasswordPayload,
    errors: { types: [InvalidInputError, ...LOGIN_REFUSALS] },
    description:
      "Changes the viewer's password, and ends every other login of theirs at once. Only a login may; no token.",
    args: { input: t.arg({ type: ChangePasswordInput, required: true, description: "Both passwords." }) },
    resolve: async (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return { user: await changePassword(context, input.currentPassword, input.newPassword) };
    },
  }),
);

const RequestPasswordResetInput = builder.inputType("RequestPasswordResetInput", {
  description: "Whose password is forgotten.",
  fields: (t) => ({
    email: t.string({ required: true, description: "The account's address, in any case." }),
  }),
});

const RequestPasswordResetPayload = builder
  .objectRef<{ email: string }>("RequestPasswordResetPayload")
  .implement({
    description: "If the address has an account, a link is on its way to it.",
    fields: (t) => ({ email: t.exposeString("email", { description: "The address as it was given." }) }),
  });

builder.mutationField("requestPasswordReset", (t) =>
  t.field({
    type: RequestPasswordResetPayload,
    errors: { types: [InvalidInputError, MailIsOff, PasswordLoginOff] },
    description:
      "Mails a link to choose a new password, which works once and for an hour. The answer is the same whether or not the address has an account. Limited by address (30 an hour), and to 3 mails an hour to one recipient.",
    args: {
      input: t.arg({ type: RequestPasswordResetInput, required: true, description: "Whose." }),
    },
    resolve: (_root, { input: { email } }, context) => {
      onlyCredentialOperation(context);
      context.rateLimiter.take("mailRequests", addressKey(context.client.address), context.now());
      requestPasswordReset(context, email);
      return { email };
    },
  }),
);

const ResetPasswordInput = builder
  .inputType("ResetPasswordInput", {
    description: "What the link carries, and the new password.",
    fields: (t) => ({
      token: t.string({ required: true, description: "What stands behind the hash sign of the link." }),
      newPassword: t.string({ required: true, description: NEW_PASSWORD }),
    }),
  })
  .validate(z.object({ token: z.string().max(200), newPassword: z.string() }));

const ResetPasswordPayload = builder.objectRef<{ email: string }>("ResetPasswordPayload").implement({
  description: "The new password holds; every login has ended.",
  fields: (t) => ({
    email: t.exposeString("email", { description: "The account's address, to log in with." }),
  }),
});

builder.mutationField("resetPassword", (t) =>
  t.field({
    type: ResetPasswordPayload,
    errors: { types: [InvalidInputError, LinkExpired, Busy, PasswordLoginOff] },
    description:
      "Sets a new password by a mailed link, which is then used up. Ends every login of the account; log in with the new password.",
    args: { input: t.arg({ type: ResetPasswordInput, required: true, description: "Link and password." }) },
    resolve: async (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return { email: await resetPassword(context, input.token, input.newPassword) };
    },
  }),
);
