import { z } from "zod";
import { addressKey } from "../../platform/address-key.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import { timezoneRule } from "../profile.graphql.ts";
import type { Login } from "../registration/guests.ts";
import { UserType } from "../user.graphql.ts";
import { endLogin, guestLogin } from "./login.ts";

export const LoginPayload = builder.objectRef<Login>("LoginPayload").implement({
  description: "A login. Browsers also get it as a cookie out of scripts' reach.",
  fields: (t) => ({
    user: t.field({ type: UserType, description: "Who is logged in.", resolve: ({ user }) => user }),
    accessToken: t.exposeString("accessToken", {
      description: "For clients that are no browser: `Authorization: Bearer …`. Ends with the login.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "Until when it is valid unless renewed.",
    }),
    csrfToken: t.string({
      description: "Goes into `x-csrf-token` of mutations that the cookie authenticates.",
      resolve: ({ authSessionId }, _args, context) => context.csrfToken(authSessionId),
    }),
  }),
});

const ContinueAsGuestInput = builder
  .inputType("ContinueAsGuestInput", {
    description: "What is known of a new guest.",
    fields: (t) => ({
      timezone: t.string({ description: "IANA name of the browser's zone; UTC when left out." }),
    }),
  })
  .validate(z.object({ timezone: timezoneRule.nullish() }));

builder.mutationField("continueAsGuest", (t) =>
  t.field({
    type: LoginPayload,
    errors: { types: [InvalidInputError] },
    description:
      "Goes on without signing up: the guest whose cookie this is, else a new one. Limited by address (600 an hour).",
    args: { input: t.arg({ type: ContinueAsGuestInput, description: "What is known of a new guest." }) },
    resolve: (_root, { input }, context) => {
      if (context.viewer?.kind !== "GUEST") {
        context.rateLimiter.take("guests", addressKey(context.client.address), context.now());
      }
      return guestLogin(context, input?.timezone ?? "UTC");
    },
  }),
);

const LogoutPayload = builder.objectRef<{ serverTime: number }>("LogoutPayload").implement({
  description: "The login has ended.",
  fields: (t) => ({
    serverTime: t.expose("serverTime", { type: "DateTime", description: "When it ended." }),
  }),
});

builder.mutationField("logout", (t) =>
  t.withAuth({ anyScope: ["write"] }).field({
    type: LogoutPayload,
    errors: { types: [InvalidInputError] },
    description:
      "Ends the login that asks, at once and everywhere it is used. A guest who logs out is forgotten.",
    resolve: async (_root, _args, context) => {
      await endLogin(context);
      return { serverTime: context.now() };
    },
  }),
);
