import { z } from "zod";
import type { User } from "../generated/prisma/client.ts";
import { builder } from "../platform/builder.ts";
import { InvalidInputError } from "../platform/errors.ts";
import "./errors.graphql.ts";
import { onlyCredentialOperation } from "./credential-operations.ts";
import { Busy, EmailTaken } from "./errors.ts";
import { LoginPayload } from "./login.graphql.ts";
import { changePassword, LOGIN_REFUSALS, passwordLogin } from "./password-login.ts";
import { timezoneRule } from "./profile.graphql.ts";
import { register } from "./registration.ts";
import { UserType } from "./user.graphql.ts";

const name = z.string().max(100, "At most 100 characters.").nullish();

const RegisterInput = builder
  .inputType("RegisterInput", {
    description: "A new account.",
    fields: (t) => ({
      email: t.string({
        required: true,
        description: "With a dotted domain, at most 254 characters; unique ignoring case.",
      }),
      password: t.string({
        required: true,
        description:
          "At most 128 characters: 15 of any kind, or 12 with lower case, upper case, a digit and a symbol.",
      }),
      firstName: t.string({ description: "At most 100 characters." }),
      lastName: t.string({ description: "At most 100 characters." }),
      timezone: t.string({
        description: "IANA name of the browser's zone; left out: the guest's, else UTC.",
      }),
    }),
  })
  .validate(
    z.object({
      email: z.string(),
      password: z.string(),
      firstName: name,
      lastName: name,
      timezone: timezoneRule.nullish(),
    }),
  );

builder.mutationField("register", (t) =>
  t.field({
    type: LoginPayload,
    errors: { types: [InvalidInputError, EmailTaken, Busy] },
    description:
      "Makes an account and logs in to it. A guest becomes the account, with everything they have. Limited by address (30 an hour).",
    args: { input: t.arg({ type: RegisterInput, required: true, description: "The account." }) },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return register(context, input);
    },
  }),
);

const LoginInput = builder.inputType("LoginInput", {
  description: "Who logs in.",
  fields: (t) => ({
    email: t.string({ required: true, description: "The account's address, in any case." }),
    password: t.string({ required: true, description: "Its password." }),
  }),
});

builder.mutationField("login", (t) =>
  t.field({
    type: LoginPayload,
    errors: { types: [...LOGIN_REFUSALS] },
    description:
      "Logs in with address and password. From the third failure on each try waits, at the fifth the account is locked for 15 minutes for this address.",
    args: { input: t.arg({ type: LoginInput, required: true, description: "Who logs in." }) },
    resolve: (_root, { input }, context) => {
      onlyCredentialOperation(context);
      return passwordLogin(context, input.email, input.password);
    },
  }),
);

const ChangePasswordInput = builder.inputType("ChangePasswordInput", {
  description: "The password that holds and the one that shall.",
  fields: (t) => ({
    currentPassword: t.string({ required: true, description: "The one that holds." }),
    newPassword: t.string({
      required: true,
      description: "By the rule of `RegisterInput.password`; none of the last five.",
    }),
  }),
});

const ChangePasswordPayload = builder.objectRef<{ user: User }>("ChangePasswordPayload").implement({
  description: "The new password holds.",
  fields: (t) => ({
    user: t.field({ type: UserType, description: "Whose it is.", resolve: ({ user }) => user }),
  }),
});

builder.mutationField("changePassword", (t) =>
  t.withAuth({ scope: "write" }).field({
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
