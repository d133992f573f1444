import { rowId } from "../../platform/access.ts";
import { builder } from "../../platform/builder.ts";
import { NotFound } from "../../platform/failures.ts";
import { mutation, whichOne } from "../../platform/mutation.graphql.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, readPage } from "../../platform/paging/connection.graphql.ts";
import { newestFirst } from "../../platform/paging/listing.ts";
import "../errors.graphql.ts";
import { UserType } from "../user.graphql.ts";
import { logOutEverywhere, revokeLogin } from "./auth-sessions.ts";
import { deviceName } from "./device-name.ts";

const LoginSessionType = ownedNode("AuthSession", {
  name: "LoginSession",
  description: "A login of one browser or other client.",
  anyScope: ["READ"],
  fields: (t) => ({
    device: t.string({
      description: "The browser and system as far as they are known, such as `Firefox on Windows`.",
      resolve: ({ userAgent }) => deviceName(userAgent),
    }),
    address: t.exposeString("address", { description: "The network address it was started from." }),
    createdAt: t.expose("createdAt", { type: "DateTime", description: "When it was started." }),
    lastUsedAt: t.expose("lastUsedAt", { type: "DateTime", description: "Last use, to the minute." }),
    expiresAt: t.expose("expiresAt", { type: "DateTime", description: "When it expires unless it is used." }),
    revokedAt: t.expose("revokedAt", {
      type: "DateTime",
      nullable: true,
      description: "When it was ended; null while it is valid.",
    }),
    isCurrent: t.boolean({
      description: "Whether this request uses it.",
      resolve: ({ id }, _args, { viewer }) => viewer?.authSessionId === id,
    }),
  }),
});

const LoginSessionConnection = connectionOf("LoginSession", LoginSessionType);

builder.prismaObjectField(UserType, "loginSessions", (t) =>
  t.connection(
    {
      type: LoginSessionType,
      description: "The valid logins, newest first.",
      resolve: ({ id }, page, context, info) => {
        const where = { userId: id, revokedAt: null, expiresAt: { gt: new Date(context.now()) } };
        const rows = context.db.prisma.authSession;
        return readPage(newestFirst("loginSessions"), { rows, where }, page, context, info);
      },
    },
    LoginSessionConnection,
  ),
);

mutation("revokeLoginSession", {
  description: "Ends a login at once; its sockets close within 5 s. Does nothing if it has already ended.",
  access: { login: true },
  input: whichOne(LoginSessionType, "login", "Which login."),
  errors: [NotFound],
  resolve: async ({ id }, context) => ({
    loginSession: await revokeLogin(context, context.viewer.userId, rowId(id.id)),
  }),
  payload: {
    description: "The ended login.",
    fields: (t) => ({
      loginSession: t.expose("loginSession", {
        type: LoginSessionType,
        description: "The login after the change.",
      }),
    }),
  },
});

mutation("logoutEverywhere", {
  description:
    "Ends all of the viewer's logins at once, including this one; their sockets close within 5 s. Tokens stay valid.",
  access: { login: true },
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
