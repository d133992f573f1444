import type { AuditAct as Acts } from "../../generated/prisma/enums.ts";
import { builder } from "../../platform/builder.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { deviceName } from "../logins/device-name.ts";
import { UserType } from "../user.graphql.ts";

const DESCRIPTIONS: Readonly<Record<keyof typeof Acts, string>> = {
  REGISTERED: "The account was made.",
  LOGGED_IN: "Somebody logged in.",
  LOGIN_FAILED: "A wrong password was tried.",
  LOGGED_OUT: "A login was ended by who had it.",
  LOGGED_OUT_EVERYWHERE: "Every login was ended.",
  LOGIN_REVOKED: "A login was ended from another one.",
  PASSWORD_CHANGED: "The password was changed; every other login ended.",
  RESET_ASKED: "A link to choose a new password was asked for.",
  RESET_LINK_ISSUED: "An administrator made a link to choose a new password.",
  PASSWORD_RESET: "The password was set by a link; every login ended.",
  EMAIL_CONFIRMED: "The address was proven by a mailed link.",
  EMAIL_CHANGE_ASKED: "Another address was asked for.",
  EMAIL_CHANGED: "The address was changed.",
  GUEST_CLAIMED: "What a guest had made moved into the account.",
  TOKEN_CREATED: "A personal access token was made.",
  TOKEN_REVOKED: "A personal access token was revoked.",
  INVITE_CREATED: "An invitation was made.",
  INVITE_REVOKED: "An invitation was taken back.",
  BECAME_ADMIN: "The account became the server's administrator.",
};

const AuditAct = builder.enumType("AuditAct", {
  description: "What happened to an account.",
  values: Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([name, description]) => [name, { description }]),
  ) as Record<keyof typeof Acts, { description: string }>,
});

ownedNode("AuditEntry", {
  description: "One thing that happened to the viewer's account. Never changed.",
  anyScope: ["read"],
  fields: (t) => ({
    act: t.expose("act", { type: AuditAct, description: "What happened." }),
    at: t.expose("createdAt", { type: "DateTime", description: "When." }),
    address: t.exposeString("address", { description: "The network address of who did it." }),
    device: t.string({
      description: "Their browser and system as far as they tell, such as `Firefox on Windows`.",
      resolve: ({ userAgent }) => deviceName(userAgent),
    }),
  }),
});

builder.prismaObjectField(UserType, "auditLog", (t) =>
  t.relatedConnection("auditLog", {
    cursor: "id",
    description: "What happened to the account, newest first.",
    query: { orderBy: { id: "desc" } },
  }),
);
