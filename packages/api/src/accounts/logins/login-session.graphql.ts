import type { AuthSession } from "../../generated/prisma/client.ts";
import { ownedKey, rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { forbidden } from "../../platform/errors.ts";
import "../errors.graphql.ts";
import { NotFound } from "../errors.ts";
import { UserType } from "../user.graphql.ts";
import { logOutEverywhere, revokeLogin, standingLogins } from "./auth-sessions.ts";
import { deviceName } from "./device-name.ts";

const LoginSessionType = builder.prismaNode("AuthSession", {
  name: "LoginSession",
  // Not there is an answer, not a fault.
  nullable: true,
  description: "One login of one browser or client.",
  id: { field: "id", description: "The global id." },
  authScopes: { anyScope: ["read"] },
  findUnique: (id, { viewer }) => ({ userId_id: ownedKey(viewer, id) }),
  fields: (t) => ({
    device: t.string({
      description: "Browser and system as far as they tell, such as `Firefox on Windows`.",
      resolve: ({ userAgent }) => deviceName(userAgent),
    }),
    address: t.exposeString("address", { description: "The network address it was begun from." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was begun." }),
    lastUsedAt: t.expose("lastUsedAt", { type: "DateTime", description: "Last use, to the minute." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When it ends unless it is used." }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was ended; null while it holds.",
    }),
    isCurrent: t.boolean({
      description: "Whether it is the one that asks.",
      resolve: ({ id }, _args, { viewer }) => viewer?.authSessionId === id,
    }),
  }),
});

builder.prismaObjectFields(UserType, (t) => ({
  loginSessions: t.field({
    type: [LoginSessionType],
    description: "The logins that hold, the one used last first; at most 100.",
    complexity: { field: 1, multiplier: 10 },
    resolve: (user, _args, { db, now }) => standingLogins(db.prisma, user.id, now()),
  }),
}));

const RevokeLoginSessionInput = builder.inputType("RevokeLoginSessionInput", {
  description: "Which login.",
  fields: (t) => ({
    id: t.globalID({ required: true, for: LoginSessionType, description: "The login's global id." }),
  }),
});

const RevokeLoginSessionPayload = builder
  .objectRef<{ loginSession: AuthSession }>("RevokeLoginSessionPayload")
  .implement({
    description: "The login, which holds no more.",
    fields: (t) => ({
      loginSession: t.field({
        type: LoginSessionType,
        description: "As it is now.",
        resolve: ({ loginSession }) => loginSession,
      }),
    }),
  });

const LogoutEverywherePayload = builder
  .objectRef<{ serverTime: number }>("LogoutEverywherePayload")
  .implement({
    description: "Every login has ended.",
    fields: (t) => ({
      serverTime: t.expose("serverTime", { type: "DateTime", description: "When they ended." }),
    }),
  });

builder.mutationFields((t) => ({
  revokeLoginSession: t.withAuth({ anyScope: ["write"] }).field({
    type: RevokeLoginSessionPayload,
    errors: { types: [NotFound] },
    description:
      "Ends a login at once; sockets it opened close within 5 s. Ending an ended one changes nothing. Only a login may; no token.",
    args: { input: t.arg({ type: RevokeLoginSessionInput, required: true, description: "Which login." }) },
    resolve: async (_root, { input }, context) => {
      const { authSessionId, userId } = context.viewer;
      if (authSessionId === null) throw forbidden("A token ends no login. Use a login.");
      return { loginSession: await revokeLogin(context, userId, rowId(input.id.id)) };
    },
  }),
  logoutEverywhere: t.withAuth({ anyScope: ["write"] }).field({
    type: LogoutEverywherePayload,
    errors: { types: [NotFound] },
    description:
      "Ends every login of the viewer at once, this one too; sockets close within 5 s. Tokens stay. Only a login may; no token.",
    resolve: async (_root, _args, context) => {
      await logOutEverywhere(context);
      return { serverTime: context.now() };
    },
  }),
}));
