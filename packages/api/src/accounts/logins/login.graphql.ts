import { addressKey } from "../../platform/address-key.ts";
import { builder } from "../../platform/builder.ts";
import { InvalidInputError } from "../../platform/errors.ts";
import { mutation } from "../../platform/mutation.graphql.ts";
import { GUESTS_MADE } from "../rate-limits.ts";
import "../errors.graphql.ts";
import { timezoneRule } from "../profile.graphql.ts";
import type { Login } from "../registration/guests.ts";
import { UserType } from "../user.graphql.ts";
import { endLogin, guestLogin } from "./login.ts";

export const LoginPayload = builder.objectRef<Login>("LoginPayload").implement({
  description: "A login. Browsers also get it as a cookie that scripts cannot read.",
  fields: (t) => ({
    user: t.field({ type: UserType, description: "Who is logged in.", resolve: ({ user }) => user }),
    accessToken: t.exposeString("accessToken", {
      description: "For clients other than browsers: `Authorization: Bearer …`. Ends with the login.",
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "When it expires unless it is renewed.",
    }),
    csrfToken: t.string({
      description: "The value of the header `x-csrf-token`, for mutations authenticated by the cookie.",
      resolve: ({ authSessionId }, _args, context) => context.csrfToken(authSessionId),
    }),
  }),
});

mutation("continueAsGuest", {
  description:
    "Continues without signing up: as the guest whose cookie this is, or as a new one. Limited by address (600 an hour by default).",
  access: "anybody",
  input: {
    description: "What is known of a new guest.",
    argument: "What is known of a new guest.",
    optional: true,
    fields: (t) => ({
      timezone: t.string({ description: "IANA name of the browser's time zone; UTC by default." }),
    }),
    rules: { timezone: timezoneRule.nullish() },
  },
  errors: [InvalidInputError],
  resolve: async ({ timezone }, context) => {
    if (context.viewer?.kind !== "GUEST") {
      await context.rateLimiter.takeShared(GUESTS_MADE, addressKey(context.client.address));
    }
    return guestLogin(context, timezone ?? "UTC");
  },
  payload: LoginPayload,
});

mutation("logout", {
  description:
    "Ends the login of this request, at once and everywhere it is used. A guest who logs out is forgotten.",
  access: { login: true },
  errors: [InvalidInputError],
  resolve: async (_input, context) => {
    await endLogin(context);
    return { serverTime: context.now() };
  },
  payload: {
    description: "The login has ended.",
    fields: (t) => ({
      serverTime: t.expose("serverTime", { type: "DateTime", description: "When it ended." }),
    }),
  },
});
