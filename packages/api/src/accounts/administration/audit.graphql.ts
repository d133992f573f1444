import type { AuditAct as Acts } from "../../generated/prisma/enums.ts";
import { builder } from "../../platform/builder.ts";
import { ownedNode } from "../../platform/owned-node.graphql.ts";
import { connectionOf, readPage } from "../../platform/paging/connection.graphql.ts";
import { newestFirst } from "../../platform/paging/listing.ts";
import { deviceName } from "../logins/device-name.ts";
import { UserType } from "../user.graphql.ts";

const DESCRIPTIONS: Readonly<Record<keyof typeof Acts, string>> = {
  REGISTERED: "The account was created.",
  LOGGED_IN: "Somebody logged in.",
  LOGIN_FAILED: "A wrong password was tried.",
  LOGGED_OUT: "Somebody logged out.",
  LOGGED_OUT_EVERYWHERE: "All logins were ended.",
  LOGIN_REVOKED: "A login was ended from another login.",
  PASSWORD_CHANGED: "The password was changed; every other login ended.",
  RESET_ASKED: "A link to choose a new password was requested.",
  RESET_LINK_ISSUED: "An administrator created a link to choose a new password.",
  PASSWORD_RESET: "The password was reset by a link; all logins ended.",
  EMAIL_CONFIRMED: "The address was confirmed by a mailed link.",
  EMAIL_CHANGE_ASKED: "A change of address was requested.",
  EMAIL_CHANGED: "The address was changed.",
  GUEST_CLAIMED: "A guest's data moved into the account.",
  TOKEN_CREATED: "A personal access token was created.",
  TOKEN_REVOKED: "A personal access token was revoked.",
  INVITE_CREATED: "An invitation was created.",
  INVITE_REVOKED: "An invitation was revoked.",
  BECAME_ADMIN: "The account became the server's administrator.",
};

const AuditAct = builder.enumType("AuditAct", {
  description: "What happened to an account.",
  values: Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([name, description]) => [name, { description }]),
  ) as Record<keyof typeof Acts, { description: string }>,
});

const AuditEntryType = ownedNode("AuditEntry", {
  description: "An entry in the audit log of the viewer's account. Immutable.",
  anyScope: ["READ"],
  fields: (t) => ({
    act: t.expose("act", { type: AuditAct, description: "What happened." }),
    at: t.expose("createdAt", { type: "DateTime", description: "When." }),
    address: t.exposeString("address", { description: "The network address it came from." }),
    device: t.string({
      description: "The browser and system as far as they are known, such as `Firefox on Windows`.",
      resolve: ({ userAgent }) => deviceName(userAgent),
    }),
  }),
});

const AuditEntryConnection = connectionOf("AuditEntry", AuditEntryType);

builder.prismaObjectField(UserType, "auditLog", (t) =>
  t.connection(
    {
      type: AuditEntryType,
      description: "What happened to the account, newest first.",
      resolve: ({ id }, page, context, info) =>
        readPage(
          newestFirst("auditLog"),
          { rows: context.db.prisma.auditEntry, where: { userId: id } },
          page,
          context,
          info,
        ),
    },
    AuditEntryConnection,
  ),
);
