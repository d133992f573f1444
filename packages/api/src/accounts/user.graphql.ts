import { WEEKDAYS } from "@pacekeeper/domain/time/calendar-date";
import { ownedBy, rowId } from "../platform/access.ts";
import { builder } from "../platform/builder.ts";
import type { Context } from "../platform/context.ts";
import { VersionedType } from "../platform/owned-node.graphql.ts";
import { renewLogin } from "./logins/login.ts";
import "./scopes.ts";

const UserKind = builder.enumType("UserKind", {
  description: "How a person is identified.",
  values: {
    GUEST: { description: "Only by a cookie; forgotten 30 days after the last use." },
    REGISTERED: { description: "By e-mail and password." },
  },
});

const Role = builder.enumType("Role", {
  description: "What a person may do besides using their own data.",
  values: {
    USER: { description: "Nothing more." },
    ADMIN: { description: "Administer the server and its accounts." },
  },
});

const capitalised = (name: string) => name.charAt(0) + name.slice(1).toLowerCase();

export const Weekday = builder.enumType("Weekday", {
  description: "A day of the week.",
  values: Object.fromEntries(WEEKDAYS.map((day) => [day, { description: `${capitalised(day)}.` }])) as Record<
    (typeof WEEKDAYS)[number],
    { description: string }
  >,
});

/** Whatever a credential may do, its sender must know whose it is, and where their days and weeks begin. */
const anyCredential = { skipTypeScopes: true, authScopes: { signedIn: true } } as const;

export const UserType = builder.prismaNode("User", {
  // A missing user is an answer, not a fault.
  nullable: true,
  description: "A person, with everything they own.",
  id: { field: "id", description: "The global id.", ...anyCredential },
  authScopes: { anyScope: ["READ"] },
  interfaces: [VersionedType],
  findUnique: (id, { viewer }) => ({ id: rowId(id), AND: [{ id: ownedBy(viewer).userId }] }),
  fields: (t) => ({
    version: t.exposeInt("version", {
      description: "Grows with every change of the profile: the higher one is newer.",
      ...anyCredential,
    }),
    kind: t.expose("kind", { type: UserKind, description: "Guest or registered." }),
    role: t.expose("role", { type: Role, description: "What they may do besides using their own data." }),
    email: t.exposeString("email", { nullable: true, description: "Their address; null for a guest." }),
    isEmailConfirmed: t.boolean({
      description: "Whether the address is confirmed by a mailed link; false for a guest.",
      resolve: ({ emailConfirmedAt }) => emailConfirmedAt !== null,
    }),
    firstName: t.exposeString("firstName", {
      description: "Empty until they enter it; at most 100 characters.",
    }),
    lastName: t.exposeString("lastName", {
      description: "Empty until they enter it; at most 100 characters.",
    }),
    timezone: t.exposeString("timezone", {
      ...anyCredential,
      description: "IANA name of the time zone that defines their days, such as `Europe/Berlin`.",
    }),
    weekStart: t.expose("weekStart", {
      ...anyCredential,
      type: Weekday,
      description: "The first day of their week.",
    }),
    targetSeconds: t.float({
      description: "Target per question for sessions opened from now on, in seconds.",
      resolve: ({ targetMs }) => targetMs / 1000,
    }),
    wantsReportEmails: t.exposeBoolean("wantsReportEmails", {
      description: "Whether reports are mailed to them.",
    }),
    abandonAfterHours: t.exposeInt("abandonAfterHours", {
      description:
        "Hours without an event after which a session counts as abandoned, 1–24, for sessions opened from now on.",
    }),
  }),
});

/** A payload's field with the viewer, for the lists that a change concerns. */
export const viewerField = {
  type: UserType,
  description: "The viewer as they are now, with all their lists.",
  resolve: (_payload: unknown, _args: unknown, { db, viewer }: Context) =>
    db.prisma.user.findUniqueOrThrow({ where: { id: ownedBy(viewer).userId } }),
} as const;

builder.queryField("viewer", (t) =>
  t.field({
    type: UserType,
    nullable: true,
    description: "The sender of the request; null for a visitor.",
    resolve: async (_root, _args, context) => {
      if (!context.viewer) return null;
      await renewLogin(context);
      return context.viewer.user;
    },
  }),
);
