import type { User } from "../../generated/prisma/client.ts";

/** A guest's row with the defaults of the data model; it is in no database. */
export function aUser(more: Partial<User> = {}): User {
  return {
    id: "user 1",
    kind: "GUEST",
    role: "USER",
    email: null,
    emailConfirmedAt: null,
    firstName: "",
    lastName: "",
    timezone: "UTC",
    weekStart: "MONDAY",
    targetMs: 330_000,
    wantsReportEmails: false,
    abandonAfterHours: 4,
    version: 1,
    sequence: 0,
    createdAt: new Date(0),
    ...more,
  };
}
