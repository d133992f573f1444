import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { forbidden } from "../../platform/errors.ts";
import { NotFound } from "../../platform/failures.ts";
import { mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import "../errors.graphql.ts";
import { UserType } from "../user.graphql.ts";
import { logOutEverywhere, revokeLogin, standingLogins } from "./auth-sessions.ts";
import { deviceName } from "./device-name.ts";

const LoginSessionType = ownedNode("AuthSession", {
  name: "LoginSession",
  description: "One login of one browser or client.",
  anyScope: ["read"],
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

mutation("revokeLoginSession", {
  description:
    "Ends a login at once; sockets it opened close within 5 s. Ending an ended one changes nothing. Only a login may; no token.",
  access: { anyScope: ["write"] },
  input: whichOne(LoginSessionType, "login", "Which login."),
  errors: [NotFound],
  resolve: async ({ id }, context) => {
    const { authSessionId, userId } = context.viewer;
    if (authSessionId === null) throw forbidden("A token ends no login. Use a login.");
    return { loginSession: await revokeLogin(context, userId, rowId(id.id)) };
  },
  payload: {
    description: "The login, which holds no more.",
    fields: (t) => ({
      loginSession: t.expose("loginSession", { type: LoginSessionType, description: "As it is now." }),
    }),
  },
});

mutation("logoutEverywhere", {
  description:
    "Ends every login of the viewer at once, this one too; sockets close within 5 s. Tokens stay. Only a login may; no token.",
  access: { anyScope: ["write"] },
  errors: [NotFound],
  resolve: async (_input, context) => {
    await logOutEverywhere(context);
    return { serverTime: context.now() };
  },
  payload: {
    description: "Every login has ended.",
    fields: (t) => ({
      serverTime: t.expose("serverTime", { type: "DateTime", description: "When they ended." }),
    }),
  },
});
